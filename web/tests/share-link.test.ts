import { deflateRawSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { fromBase64Url, toBase64Url } from "../src/share/base64.ts";
import { decode, encode, LinkError } from "../src/share/link.ts";
import { fileName, isFileName } from "../src/share/names.ts";
import { qr } from "../src/share/qr.ts";
import type { Shared } from "../src/work/types.ts";

const PROGRAM: Shared = { game: "maze", level: "1", language: "ruby", files: [{ name: "main.rb", text: "3.times { move }\n" }] };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Whole numbers below a bound, the same ones each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function programOf(random: (below: number) => number): Shared {
  const files = Array.from({ length: 1 + random(20) }, (_, nth) => {
    const codes = Array.from({ length: random(200) }, () => random(random(2) ? 0x110000 : 128));
    return { name: `file_${nth}.${["rb", "py", "R"][random(3)]}`, text: String.fromCodePoint(...codes) };
  });
  const game = ["", "maze", "https://games.example/a/manifest.json?x=1", "/games/maze/manifest.json"][random(4)] ?? "";
  return { game, level: ["", "1", "Stufe ü"][random(3)] ?? "", language: ["ruby", "c++", "c#"][random(3)] ?? "", files };
}

async function fault(fragment: string): Promise<string> {
  try {
    return (await decode(fragment)) === null ? "none of ours" : "decoded";
  } catch (error) {
    return error instanceof LinkError ? error.code : `another error: ${String(error)}`;
  }
}

function fragmentOf(value: unknown): string {
  return `#p1=d${toBase64Url(deflateRawSync(JSON.stringify(value)))}`;
}

const short = (change: object) => fragmentOf({ g: "maze", l: "1", c: "ruby", f: [["main.rb", "x"]], ...change });

test("whatever program is encoded, it is decoded", async () => {
  const random = chance(1);
  for (let round = 0; round < 60; round += 1) {
    const program = programOf(random);
    const fragment = await encode(program);
    expect(fragment).toMatch(/^#p1=d[A-Za-z0-9_-]+$/);
    expect(await decode(fragment)).toEqual(program);
  }
});

test("every code point, halves of pairs among them, comes back", async () => {
  for (let from = 0; from < 0x110000; from += 0x8000) {
    const codes = Array.from({ length: 0x8000 }, (_, nth) => from + nth);
    const text = codes.map((it) => String.fromCodePoint(it)).join("");
    const program = { ...PROGRAM, files: [{ name: "main.rb", text }] };
    expect((await decode(await encode(program)))?.files[0]?.text === text).toBe(true);
  }
});

test("without compression the link is longer, and read by a browser with it", async () => {
  vi.stubGlobal("CompressionStream", undefined);
  const fragment = await encode(PROGRAM);
  vi.unstubAllGlobals();
  expect(fragment).toMatch(/^#p1=j/);
  expect(await decode(fragment)).toEqual(PROGRAM);
});

test("a browser that knows compression but not this one goes without", async () => {
  vi.stubGlobal(
    "CompressionStream",
    class {
      constructor() {
        throw new TypeError("unknown format");
      }
    },
  );
  expect(await encode(PROGRAM)).toMatch(/^#p1=j/);
});

test("a browser that cannot unpack says so", async () => {
  const fragment = await encode(PROGRAM);
  vi.stubGlobal("DecompressionStream", undefined);
  expect(await fault(fragment)).toBe("unsupported");
});

test("a short program makes a short link", async () => {
  expect((await encode(PROGRAM)).length).toBeLessThan(140);
});

test("a fragment that is none of ours is null", async () => {
  for (const it of ["", "#", "#top", "#p", "#p=", "#px=1", "p", "#q1=abc", "# p1=x"]) {
    expect(await fault(it)).toBe("none of ours");
  }
});

test("a link of a newer version says so, and one of no version is damaged", async () => {
  expect(await fault("#p2=dAAAA")).toBe("newer");
  expect(await fault("#p999999=")).toBe("newer");
  expect(await fault("#p0=dAAAA")).toBe("damaged");
});

test("a link that was cut anywhere is damaged", async () => {
  const fragment = await encode({ ...PROGRAM, files: [{ name: "main.rb", text: "move; look; move; turn 'left'\n".repeat(3) }] });
  for (let length = 4; length < fragment.length; length += 1) {
    expect(await fault(fragment.slice(0, length)), `cut at ${length}`).toBe("damaged");
  }
});

test("a link with something changed never makes anything but a valid program or a fault of ours", async () => {
  const random = chance(2);
  const fragment = await encode(PROGRAM);
  const signs = "ABCxyz019-_#=%. \u{1f600}";
  for (let round = 0; round < 400; round += 1) {
    const at = random(fragment.length);
    const broken = fragment.slice(0, at) + signs.charAt(random(signs.length)) + fragment.slice(at + 1 + random(2));
    expect(await fault(broken)).not.toMatch(/^another/);
  }
});

test("what has another shape than a program is damaged", async () => {
  for (const value of [null, 1, "x", [], {}, { g: 1, l: "", c: "ruby", f: [] }, { g: "", l: "", c: "ruby" }]) {
    expect(await fault(fragmentOf(value))).toBe("damaged");
  }
  for (const f of [[], [["main.rb"]], [["main.rb", 1]], [[1, "x"]], ["main.rb"], [null], [["main.rb", "x", "y"]], { length: 1 }]) {
    expect(await fault(short({ f }))).toBe("damaged");
  }
});

test("names that the server would refuse are damaged", async () => {
  for (const name of ["", "main", ".rb", "a.", "../a.rb", "a/b.rb", "a b.rb", "a.b.rb", "ü.rb", "a\\b.rb", `${"a".repeat(41)}.rb`, "a.rb\n"]) {
    expect(await fault(short({ f: [[name, "x"]] })), name).toBe("damaged");
  }
  expect(await fault(short({ f: [["a.rb", "x"], ["A.rb", "y"]] }))).toBe("damaged");
});

test("games, levels and languages that cannot be are damaged", async () => {
  for (const g of ["Maze", "javascript:alert(1)", "data:text/html,x", "//evil.example/x", "https://u:p@x.example/", "file:///etc/passwd", "a b", "https://x.example/\n", "x".repeat(3_000)]) {
    expect(await fault(short({ g })), g).toBe("damaged");
  }
  expect(await fault(short({ l: "\u0000" }))).toBe("damaged");
  expect(await fault(short({ l: "x".repeat(201) }))).toBe("damaged");
  expect(await fault(short({ c: "" }))).toBe("damaged");
  expect(await fault(short({ c: "../x" }))).toBe("damaged");
});

test("too many files, or too large ones, are too large, in and out", async () => {
  const many = Array.from({ length: 21 }, (_, nth) => ({ name: `f${nth}.rb`, text: "" }));
  const large = [{ name: "main.rb", text: "ü".repeat(524_289) }];
  for (const files of [many, large]) {
    await expect(encode({ ...PROGRAM, files })).rejects.toThrow(LinkError);
    expect(await fault(short({ f: files.map((it) => [it.name, it.text]) }))).toBe("too-large");
  }
  const most = { ...PROGRAM, files: [{ name: "main.rb", text: "\u0001".repeat(1_048_576) }] };
  expect(await decode(await encode(most))).toEqual(most);
});

test("a bomb is not unpacked", async () => {
  const bomb = deflateRawSync(Buffer.alloc(400_000_000, 32), { level: 9 });
  expect(await fault(`#p1=d${toBase64Url(bomb)}`)).toBe("too-large");
  expect(await fault(`#p1=d${"A".repeat(4_000_001)}`)).toBe("too-large");
}, 20_000);

test("keys that objects have by themselves do no harm", async () => {
  expect(await fault(`#p1=j${toBase64Url(new TextEncoder().encode('{"__proto__":{"g":"maze"},"l":"","c":"ruby","f":[["a.rb",""]]}'))}`)).toBe("damaged");
});

test("bytes and their text for addresses are each other's", () => {
  for (let length = 0; length < 70_000; length = length * 3 + 1) {
    const bytes = Uint8Array.from({ length }, (_, nth) => (nth * 31) % 256);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  }
  for (const it of ["A", "a=", "a+b/", "ä", "a b"]) expect(fromBase64Url(it)).toBeNull();
});

test("any name becomes one that the server takes", () => {
  expect(fileName("Mein Programm.rb", "rb")).toBe("Mein_Programm.rb");
  expect(fileName("été.ver.2.py", "rb")).toBe("ete_ver_2.py");
  expect(fileName("größe", "rb")).toBe("grosse.rb");
  expect(fileName("日本語.rb", "rb")).toBe("main.rb");
  for (const it of ["", ".", "..", "...", "a.", ".bashrc", "x".repeat(300), "a/b\\c", "\0", "💥.💥", "a.tar.gz"]) {
    expect(isFileName(fileName(it, "rb")), it).toBe(true);
  }
});

test("a link becomes a QR code, and one that does not fit becomes none", async () => {
  const code = await qr("http://192.168.1.20:8080/#p1=dabc");
  expect(code && code.size >= 25 && (code.size - 17) % 4 === 0).toBe(true);
  // The first pattern to find it by: dark around light around dark.
  expect([0, 1, 2, 3, 4, 5, 6].map((x) => code?.isDark(x, 3))).toEqual([true, false, true, true, true, false, true]);
  expect(code?.isDark(-1, 0)).toBe(false);
  expect((await qr("x".repeat(2_953)))?.size).toBe(177);
  expect(await qr("x".repeat(2_954))).toBeNull();
});
