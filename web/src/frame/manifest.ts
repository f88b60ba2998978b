/** A game's manifest: every problem at once, or the plan of what is to be loaded. */

import { COUNT } from "../stage/bounds.ts";
import { object } from "../stage/protocol.ts";
import type { Text } from "../stage/types.ts";
import type { Problem } from "./unloaded.ts";

/** A text of the manifest itself, or a file that holds it. */
export type Source = { readonly text: string } | { readonly url: string };

export type Plan = {
  readonly title: Text;
  readonly description: Text;
  readonly game: string;
  readonly libraries: readonly string[];
  /** Without a slash at its end. */
  readonly assets: string;
  readonly interpreters: Readonly<Record<string, string>>;
  /** Markdown pages: one, or one for each language. */
  readonly instructions: readonly { readonly name: Text; readonly description: Text; readonly urls: string | Readonly<Record<string, string>> }[];
  readonly levels: readonly PlannedLevel[];
  /** Actions that wait for the user by themselves. */
  readonly waitingActions: readonly string[];
  /** Whether it declares its commands. */
  readonly isNative: boolean;
};

export type PlannedLevel = {
  readonly id: string;
  readonly title: Text;
  readonly goal: Text;
  readonly hints: readonly Text[];
  readonly starters: Readonly<Record<string, Source>>;
  readonly par?: number | undefined;
  /** As the manifest has it, for the game. */
  readonly written: Record<string, unknown>;
};

/** Reads a manifest that came from `url`. */
export function readManifest(value: unknown, url: string): Plan | { readonly problems: readonly Problem[] } {
  const it = object(value);
  if (!it) {
    return { problems: [{ what: "notObject" }] };
  }
  const reader = new Reader(url);
  const plan = reader.plan(it);
  return reader.problems.length ? { problems: reader.problems } : plan;
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  plan(it: Record<string, unknown>): Plan {
    const data = object(it.data) ?? {};
    const commands = it.commands === undefined ? [] : this.#list("commands", it.commands, 200);
    const interpreters = this.#paths("interpreters", it.interpreters);
    if (it.name === undefined || it.name === "") {
      this.#tell("noName");
    }
    const hasGame = data.game !== undefined && data.game !== "";
    if (!hasGame) {
      this.#tell("noGame");
    }
    if (commands.length === 0 && Object.keys(interpreters).length === 0) {
      this.#tell("noCommands");
    }
    return {
      title: this.#text("name", it.name ?? ""),
      description: this.#text("description", it.description ?? ""),
      game: hasGame ? this.#url("data.game", data.game) : "",
      libraries: this.#list("data.libraries", data.libraries ?? [], 50).map((library, place) => this.#library(library, `data.libraries[${place}]`)),
      assets: this.#url("data.assets", data.assets ?? ".").replace(/\/+$/, ""),
      interpreters,
      instructions: this.#list("instructions", it.instructions ?? [], COUNT.instructions).map((page, place) => this.#page(page, `instructions[${place}]`)),
      levels: this.#levels(it.levels ?? []),
      waitingActions: commands.flatMap((command) => actionThatWaits(object(command))),
      isNative: commands.length > 0,
    };
  }

  #levels(value: unknown): PlannedLevel[] {
    const ids = new Set<string>();
    return this.#list("levels", value, COUNT.levels).map((level, number) => {
      const place = `levels[${number}]`;
      const it = object(level) ?? {};
      const id = typeof it.id === "string" ? it.id : "";
      if (!/^[a-z0-9-]{1,40}$/.test(id) || ids.has(id)) {
        this.#tell("noLevelId", { place });
      }
      ids.add(id);
      const starters = Object.entries(this.#map(`${place}.starters`, it.starters ?? {}));
      return {
        id,
        title: this.#text(`${place}.title`, it.title),
        goal: this.#text(`${place}.goal`, it.goal ?? ""),
        hints: this.#list(`${place}.hints`, it.hints ?? [], COUNT.hints).map((hint, at) => this.#text(`${place}.hints[${at}]`, hint)),
        starters: Object.fromEntries(starters.map(([language, text]) => [language, this.#starter(text, `${place}.starters.${language}`)])),
        par: typeof it.par === "number" ? it.par : undefined,
        written: it,
      };
    });
  }

  /** A program, or the path of one: a path has a `/`, no blank, and a dot in its last part. */
  #starter(value: unknown, place: string): Source {
    if (typeof value !== "string") {
      this.#tell("notPath", { place });
      return { text: "" };
    }
    return /^\S+\/[^\s/]+\.\w+$/.test(value) ? { url: this.#url(place, value) } : { text: value };
  }

  #page(value: unknown, place: string): Plan["instructions"][number] {
    const it = object(value) ?? {};
    const paths = object(it.path);
    if (paths && typeof paths.en !== "string") {
      this.#tell("notText", { place: `${place}.path` });
    }
    const url = (path: unknown) => this.#url(`${place}.path`, path);
    return {
      name: this.#text(`${place}.name`, it.name),
      description: this.#text(`${place}.description`, it.description ?? ""),
      urls: paths ? Object.fromEntries(Object.entries(paths).slice(0, COUNT.languages).map(([lang, path]) => [lang, url(path)])) : url(it.path),
    };
  }

  #library(value: unknown, place: string): string {
    const it = object(value) ?? {};
    // That of a CDN is whole; `//host/x` takes the manifest's own protocol.
    return this.#url(`${place}.url`, it.url);
  }

  #paths(place: string, value: unknown): Record<string, string> {
    const paths = Object.entries(this.#map(place, value ?? {}));
    return Object.fromEntries(paths.map(([name, path]) => [name, this.#url(`${place}.${name}`, path)]));
  }

  #url(place: string, path: unknown): string {
    if (typeof path !== "string" || path === "") {
      this.#tell("notPath", { place });
      return "";
    }
    const url = parsed(path, this.#base);
    if (!url || !["http:", "https:", "blob:", "data:"].includes(url.protocol)) {
      this.#tell("notUrl", { place, path: path.slice(0, 200) });
      return "";
    }
    return url.href;
  }

  #text(place: string, value: unknown): Text {
    const texts = object(value);
    const isText = typeof value === "string" || (typeof texts?.en === "string" && Object.values(texts).every((it) => typeof it === "string"));
    if (!isText) {
      this.#tell("notText", { place });
      return "";
    }
    return value as Text;
  }

  #list(place: string, value: unknown, count: number): unknown[] {
    if (!Array.isArray(value) || value.length > count) {
      this.#tell("notList", { place, count });
      return [];
    }
    return value;
  }

  #map(place: string, value: unknown): Record<string, unknown> {
    const it = object(value);
    if (!it) {
      this.#tell("notMap", { place });
    }
    return it ?? {};
  }

  #tell(what: Problem["what"], values: Problem["values"] = {}) {
    if (this.problems.length < 50) {
      this.problems.push({ what, values });
    }
  }
}

function parsed(path: string, base: string): URL | null {
  try {
    return new URL(path, base);
  } catch {
    return null;
  }
}

function actionThatWaits(command: Record<string, unknown> | null): string[] {
  if (command?.waits_for !== "user" || typeof command.name !== "string") {
    return [];
  }
  const camel = command.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [typeof command.action === "string" ? command.action : camel];
}
