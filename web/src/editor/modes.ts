/** The server's `editor_mode`s: each language's package is loaded when it is needed. */

import type { CallStyle } from "./calls.ts";
import type { Mode } from "./modes/mode.ts";

type Known = { readonly load: () => Promise<Mode>; readonly calls: CallStyle };

const MODES: Readonly<Record<string, Known>> = {
  c: { load: async () => (await import("./modes/c.ts")).mode, calls: "paren" },
  cpp: { load: async () => (await import("./modes/c.ts")).mode, calls: "paren" },
  go: { load: async () => (await import("./modes/go.ts")).mode, calls: "paren" },
  java: { load: async () => (await import("./modes/java.ts")).mode, calls: "paren" },
  javascript: { load: async () => (await import("./modes/javascript.ts")).javascript, calls: "paren" },
  lua: { load: async () => (await import("./modes/lua.ts")).mode, calls: "paren" },
  perl: { load: async () => (await import("./modes/perl.ts")).mode, calls: "bare" },
  php: { load: async () => (await import("./modes/php.ts")).mode, calls: "paren" },
  python: { load: async () => (await import("./modes/python.ts")).mode, calls: "paren" },
  r: { load: async () => (await import("./modes/r.ts")).mode, calls: "paren" },
  ruby: { load: async () => (await import("./modes/ruby.ts")).mode, calls: "bare" },
  scheme: { load: async () => (await import("./modes/scheme.ts")).mode, calls: "space" },
  shell: { load: async () => (await import("./modes/shell.ts")).mode, calls: "space" },
  tcl: { load: async () => (await import("./modes/tcl.ts")).mode, calls: "space" },
  typescript: { load: async () => (await import("./modes/javascript.ts")).typescript, calls: "paren" },
};

export const MODE_NAMES: readonly string[] = Object.keys(MODES);

const PLAIN: Mode = { extension: [], indent: "  " };

const loaded = new Map<string, Mode>([["", PLAIN]]);

/** The mode if it is here already. */
export function modeHere(name: string): Mode | null {
  return loaded.get(known(name) ? name : "") ?? null;
}

/** The mode, loaded if need be; plain text where there is none, or it cannot be loaded now. */
export async function modeOf(name: string): Promise<Mode> {
  const here = modeHere(name);
  if (here) return here;
  try {
    const mode = (await known(name)?.load()) ?? PLAIN;
    loaded.set(name, mode);
    return mode;
  } catch {
    // Without network the program can be written all the same; the next document tries again.
    return PLAIN;
  }
}

export function callStyle(name: string): CallStyle {
  return known(name)?.calls ?? "paren";
}

function known(name: string): Known | null {
  return Object.hasOwn(MODES, name) ? (MODES[name] ?? null) : null;
}
