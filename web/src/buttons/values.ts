/** What is written into a field as the value that a game is given; and whether a value is what was declared. */

import { object } from "../stage/protocol.ts";
import type { Parameter, Type } from "./declared.ts";

/** What is wrong with a value, and where in it: `[2].name`. */
export type Fault = {
  readonly why: "empty" | "number" | "whole" | "least" | "most" | "text" | "long" | "boolean" | "one_of" | "list" | "many" | "record" | "missing" | "unknown" | "json";
  readonly at: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export type Read = { readonly value: unknown } | { readonly fault: Fault };

/** What a field shows at first. */
export function written(parameter: Parameter): string {
  const { of, otherwise, example } = parameter;
  const value = otherwise ?? example ?? plainest(of);
  return typeof value === "string" && of.type !== "list" && of.type !== "record" ? value : JSON.stringify(value);
}

/** The value that is written in a field; a fault where it is none that was declared. */
export function read({ of, otherwise }: Parameter, text: string): Read {
  if (text.trim() === "" && of.type !== "string") {
    return otherwise === undefined ? { fault: { why: "empty", at: "", values: {} } } : { value: otherwise };
  }
  const value = valueOf(of, text);
  const fault = value === undefined ? { why: "json", at: "", values: {} } as const : faultOf(of, value);
  return fault ? { fault } : { value };
}

/** Why a value is not of a type; null where it is. */
export function faultOf(of: Type, value: unknown, at = ""): Fault | null {
  const fault = (why: Fault["why"], values: Fault["values"] = {}): Fault => ({ why, at, values });
  switch (of.type) {
    case "integer":
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) {
        return fault("number");
      }
      if (of.type === "integer" && !Number.isSafeInteger(value)) {
        return fault("whole");
      }
      if (of.minimum !== undefined && value < of.minimum) {
        return fault("least", { least: of.minimum });
      }
      return of.maximum !== undefined && value > of.maximum ? fault("most", { most: of.maximum }) : null;
    case "boolean":
      return typeof value === "boolean" ? null : fault("boolean");
    case "string":
      if (typeof value !== "string") {
        return fault("text");
      }
      return of.maxLength !== undefined && [...value].length > of.maxLength ? fault("long", { most: of.maxLength }) : null;
    case "enumeration":
      return of.values.includes(value as string) ? null : fault("one_of", { values: of.values.join(", ") });
    case "list":
      if (!Array.isArray(value)) {
        return fault("list");
      }
      if (of.maxItems !== undefined && value.length > of.maxItems) {
        return fault("many", { most: of.maxItems });
      }
      return first(value.map((it, n) => () => faultOf(of.items, it, `${at}[${n}]`)));
    case "record": {
      const it = object(value);
      if (!it) {
        return fault("record");
      }
      const missing = of.fields.find(({ name }) => !Object.hasOwn(it, name));
      const unknown = Object.keys(it).find((key) => !of.fields.some(({ name }) => name === key));
      if (missing) {
        return fault("missing", { name: missing.name });
      }
      if (unknown !== undefined) {
        return fault("unknown", { name: unknown });
      }
      return first(of.fields.map(({ name, of }) => () => faultOf(of, it[name], `${at}.${name}`)));
    }
  }
}

/** A call as people write it: `move(3)`. */
export function callOf(name: string, params: readonly unknown[]): string {
  return `${name}(${params.map((it) => JSON.stringify(it)).join(", ")})`;
}

/** Undefined where it cannot be read as one. */
function valueOf(of: Type, text: string): unknown {
  switch (of.type) {
    case "integer":
    case "number":
      return Number(text.trim().replace(",", "."));
    case "boolean":
      return text === "true";
    case "string":
    case "enumeration":
      return text;
    case "list":
    case "record":
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
  }
}

function plainest(of: Type): unknown {
  switch (of.type) {
    case "integer":
    case "number":
      return Math.min(of.maximum ?? Infinity, Math.max(of.minimum ?? 0, 0));
    case "boolean":
      return false;
    case "string":
      return "";
    case "enumeration":
      return of.values[0] ?? "";
    case "list":
      return [];
    case "record":
      return Object.fromEntries(of.fields.map(({ name, of }) => [name, plainest(of)]));
  }
}

function first(faults: readonly (() => Fault | null)[]): Fault | null {
  for (const it of faults) {
    const fault = it();
    if (fault) {
      return fault;
    }
  }
  return null;
}
