/** Which address of this page another device can open. */

/** Whether a link leads to the machine that it is opened on, whichever that is. */
export function isLocal(link: string): boolean {
  const url = parsed(link);
  return url !== null && (/^(localhost|.*\.localhost|\[::1\])$/.test(url.hostname) || /^127(\.\d+){3}$/.test(url.hostname));
}

/** The same place and fragment at another address, such as `http://192.168.1.7:8080`. */
export function atAddress(link: string, address: string): string {
  const url = parsed(link);
  const base = parsed(address);
  return url && base ? `${base.origin}${url.pathname}${url.search}${url.hash}` : link;
}

/** The addresses to choose from for other devices: the link's own where that can be reached. */
export function reachable(link: string, addresses: readonly string[]): readonly string[] {
  const own = parsed(link);
  if (own && !isLocal(link)) {
    return [own.origin];
  }
  return addresses.filter((it) => parsed(it) !== null && !isLocal(it)).map((it) => new URL(it).origin);
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
