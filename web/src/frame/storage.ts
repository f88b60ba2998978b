/** Stand-ins for what an opaque origin refuses: storage and cookies that live as long as the frame. */

/** As much as browsers give, in UTF-16 units. */
const STORAGE_LENGTH = 5 * 1024 * 1024;
const COOKIES = 50;
const COOKIE_LENGTH = 4096;

const own = ["length", "key", "getItem", "setItem", "removeItem", "clear"] as const;

/** A `Storage` in memory, also by property as in `localStorage.best = 3`. */
export function createStorage(limit = STORAGE_LENGTH): Storage {
  const items = new Map<string, string>();
  let used = 0;

  const storage = {
    get length() {
      return items.size;
    },
    key: (place: number) => [...items.keys()][place] ?? null,
    getItem: (key: unknown) => items.get(`${key}`) ?? null,
    setItem(key: unknown, value: unknown) {
      const [name, text] = [`${key}`, `${value}`];
      const after = used - lengthOf(name) + name.length + text.length;
      if (after > limit) {
        throw new DOMException(`The storage holds at most ${limit} characters.`, "QuotaExceededError");
      }
      used = after;
      items.set(name, text);
    },
    removeItem(key: unknown) {
      used -= lengthOf(`${key}`);
      items.delete(`${key}`);
    },
    clear() {
      used = 0;
      items.clear();
    },
  };

  function lengthOf(name: string): number {
    const text = items.get(name);
    return text === undefined ? 0 : name.length + text.length;
  }

  const isOwn = (key: string | symbol) => typeof key === "symbol" || (own as readonly string[]).includes(key);
  return new Proxy(storage as unknown as Storage, {
    get: (target, key) => (isOwn(key) ? Reflect.get(target, key) : items.get(key as string)),
    set(target, key, value) {
      if (isOwn(key)) {
        return Reflect.set(target, key, value);
      }
      storage.setItem(key, value);
      return true;
    },
    has: (_, key) => isOwn(key) || items.has(key as string),
    deleteProperty(_, key) {
      storage.removeItem(key);
      return true;
    },
    ownKeys: () => [...new Set([...own, ...items.keys()])],
    getOwnPropertyDescriptor(target, key) {
      if (isOwn(key)) {
        const it = Reflect.getOwnPropertyDescriptor(target, key);
        return it && { ...it, enumerable: false };
      }
      const value = items.get(key as string);
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  });
}

/** What `document.cookie` gives and takes: names and values, without any attribute but an end in the past. */
export function createCookies(): { get(): string; set(cookie: unknown): void } {
  const cookies = new Map<string, string>();
  return {
    get: () => [...cookies].map(([name, value]) => (name ? `${name}=${value}` : value)).join("; "),
    set(cookie) {
      const text = `${cookie}`.slice(0, COOKIE_LENGTH);
      const [pair = "", ...attributes] = text.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
      if (attributes.some(isOver)) {
        cookies.delete(name);
      } else if (cookies.has(name) || cookies.size < COOKIES) {
        cookies.set(name, value);
      }
    },
  };
}

/** Puts the stand-ins in the place of what would throw. */
export function installStorage(): void {
  const cookies = createCookies();
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { value: createStorage(), configurable: true });
  }
  Object.defineProperty(document, "cookie", { get: cookies.get, set: cookies.set, configurable: true });
}

function isOver(attribute: string): boolean {
  const [name = "", value = ""] = attribute.split("=").map((it) => it.trim());
  switch (name.toLowerCase()) {
    case "max-age":
      return Number(value) <= 0;
    case "expires":
      return Date.parse(value) <= Date.now();
    default:
      return false;
  }
}
