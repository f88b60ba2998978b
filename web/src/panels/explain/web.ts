/** JavaScript as two engines report its errors, and TypeScript's own. */

import { ANY, type Rule } from "./rule.ts";

/** QuickJS, which is built in, and V8 of Node.js. */
export const javascript: readonly Rule[] = [
  ["name", /^'?(?<name>[\w$]+)'? is not defined$/],
  ["module", /^Cannot find (?:module|package) '(?<name>[^']+)'/],
  ["module", /^could not load module '?(?<name>[^']+?)'?$/],
  ["early", /^(?:Cannot access )?'?(?<name>[\w$]+)'? (?:before initialization|is not initialized)$/],
  ["nothing", /^[Cc]annot (?:read|set) propert(?:y|ies)(?: '[^']*')? of (?<empty>undefined|null)/],
  ["constant", /^'(?<name>[\w$]+)' is read-only$/],
  ["constant", /^Assignment to constant variable/],
  ["notCallable", /^(?:[\w$]+\.)*(?<name>[\w$]+) is not a function$/],
  ["notCallable", /^not a function$/],
  ["noList", /is not iterable/],
  ["types", /BigInt/],
  ["deep", /call stack|stack overflow/i],
  ["value", ANY, /^RangeError$/],
  ["raised", ANY, /^Error$/],
  ["raised", ANY, /^Uncaught$/],
  ["quote", /^unexpected end of string$/],
  ["twice", /^Identifier '(?<name>[\w$]+)' has already been declared$/],
  ["twice", /^invalid redefinition of/],
  ["unfinished", /^Unexpected end of input$/],
  ["unfinished", /^unexpected token in expression: ''$/],
  ["expected", /^missing (?<sign>\)) after argument list$/],
  ["expected", /^expecting '(?<sign>[^']+)'$/],
  ["unexpected", /^[Uu]nexpected (?:token|identifier)(?: in expression:)? '(?<sign>[^']+)'$/],
];

export const typescript: readonly Rule[] = [
  ["name", /^Cannot find name '(?<name>[\w$]+)'(?:\. Did you mean '(?<hint>[\w$]+)')?/],
  ["member", /^Property '(?<name>[\w$]+)' does not exist on type(?:.+Did you mean '(?<hint>[\w$]+)')?/],
  ["maybeNothing", /^(?:Object|'[^']+') is possibly '(?<empty>undefined|null)'/],
  ["constant", /^Cannot assign to '(?<name>[\w$]+)' because it is a constant/],
  ["early", /^(?:Block-scoped variable|Variable) '(?<name>[\w$]+)' (?:is )?used before/],
  ["twice", /^Cannot redeclare block-scoped variable '(?<name>[\w$]+)'/],
  ["twice", /^Duplicate identifier '(?<name>[\w$]+)'/],
  ["notCallable", /^This expression is not callable/],
  ["count", /^Expected (?<wanted>\d+) arguments?, but got (?<given>\d+)/],
  ["count", /^Expected [\d-]+ arguments|^Expected at least \d+ arguments/],
  ["argument", /^Argument of type .+ is not assignable to parameter/],
  ["convert", /^Type .+ is not assignable to type/],
  ["noList", /must have a '\[Symbol\.iterator\]\(\)' method/],
  ["types", /^Operator '.+' cannot be applied to types/],
  ["quote", /^Unterminated (?:string|template) literal/],
  ["expected", /^'(?<sign>[^']+)' expected\.$/],
  ...javascript,
];
