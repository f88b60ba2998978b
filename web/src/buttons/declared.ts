/** What a game declares, as buttons need it: read with care, since the manifest may be anybody's. */

import { object } from "../stage/protocol.ts";
import { inLang } from "../stage/told.ts";
import type { Text } from "../stage/types.ts";

export type Type =
  | { readonly type: "integer" | "number"; readonly minimum?: number | undefined; readonly maximum?: number | undefined }
  | { readonly type: "boolean" }
  | { readonly type: "string"; readonly maxLength?: number | undefined }
  | { readonly type: "enumeration"; readonly values: readonly string[] }
  | { readonly type: "list"; readonly items: Type; readonly maxItems?: number | undefined }
  | { readonly type: "record"; readonly fields: readonly { readonly name: string; readonly of: Type }[] };

export type Parameter = {
  readonly name: string;
  readonly of: Type;
  readonly summary: string;
  readonly unit: string;
  /** What it is where nobody says otherwise; undefined where somebody must. */
  readonly otherwise?: unknown;
  /** What an example has. */
  readonly example?: unknown;
};

export type Command = {
  readonly name: string;
  readonly action: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly result: Type | null;
  readonly waitsForUser: boolean;
};

export type Group = { readonly id: string; readonly title: string; readonly commands: readonly Command[] };

/** What a game may declare at most. */
const COMMANDS = 200;
const PARAMETERS = 20;
const DEEP = 8;

/** The commands in their groups, as they are declared; those without one come last. */
export function groupsOf(manifest: unknown, lang: string): readonly Group[] {
  const { groups, commands } = object(manifest) ?? {};
  const all = list(commands, COMMANDS).map((it) => ({ group: it.group, command: commandOf(it, lang) }));
  const named = list(groups, COMMANDS).map(({ id, title }) => ({ id: String(id), title: textOf(title, lang) || String(id) }));
  const known = new Set<unknown>(named.map(({ id }) => id));
  const rest = { id: "", title: "", commands: all.filter(({ group }) => !known.has(group)).map(({ command }) => command) };
  const told = named.map(({ id, title }) => ({ id, title, commands: all.filter(({ group }) => group === id).map(({ command }) => command) }));
  return [...told, rest].filter(({ commands }) => commands.length > 0);
}

/** Actions of commands that wait for their user. */
export function waitingActions(manifest: unknown): readonly string[] {
  return groupsOf(manifest, "en").flatMap(({ commands }) => commands.filter((it) => it.waitsForUser).map((it) => it.action));
}

function commandOf(it: Record<string, unknown>, lang: string): Command {
  const name = String(it.name);
  const { arguments: given } = list(it.examples, 1)[0] ?? {};
  const examples = Array.isArray(given) ? given : [];
  return {
    name,
    action: typeof it.action === "string" ? it.action : name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary: textOf(it.summary, lang),
    parameters: list(it.parameters, PARAMETERS).map((parameter, at) => ({
      name: String(parameter.name),
      of: typeOf(parameter),
      summary: textOf(parameter.summary, lang),
      unit: textOf(parameter.unit, lang),
      otherwise: parameter.default,
      example: examples[at],
    })),
    result: object(it.result) ? typeOf(object(it.result) ?? {}) : null,
    waitsForUser: it.waits_for === "user",
  };
}

function typeOf(it: Record<string, unknown>, depth = 0): Type {
  const inner = (of: unknown): Type => (depth < DEEP ? typeOf(object(of) ?? {}, depth + 1) : { type: "string" });
  switch (it.type) {
    case "integer":
    case "number":
      return { type: it.type, minimum: numberOf(it.minimum), maximum: numberOf(it.maximum) };
    case "boolean":
      return { type: "boolean" };
    case "enumeration":
      return { type: "enumeration", values: Array.isArray(it.values) ? it.values.slice(0, COMMANDS).map(String) : [] };
    case "list":
      return { type: "list", items: inner(it.items), maxItems: numberOf(it.max_items) };
    case "record":
      return { type: "record", fields: list(it.fields, PARAMETERS).map((field) => ({ name: String(field.name), of: inner(field) })) };
    default:
      return { type: "string", maxLength: numberOf(it.max_length) };
  }
}

function textOf(value: unknown, lang: string): string {
  const texts = object(value);
  return typeof value === "string" || texts ? String(inLang(value as Text, lang)) : "";
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function list(value: unknown, count: number): Record<string, unknown>[] {
  return Array.isArray(value) ? value.slice(0, count).map(object).filter((it) => it !== null) : [];
}
