/** Perl, Tcl, Bash, R and Scheme as they report errors. */

import { ANY, type Rule } from "./rule.ts";

export const perl: readonly Rule[] = [
  ["name", /^Global symbol "(?<name>[$@%]\w+)" requires explicit package name/],
  ["function", /^Undefined subroutine &(?:main::)?(?<name>\w+) called/],
  ["nothing", /^Can't call method "\w+" on an (?<empty>undef)ined value/],
  ["module", /^Can't locate (?<name>\S+)\.pm in @INC/],
  ["member", /^Can't locate object method "(?<name>\w+)" via package/],
  ["zero", /^Illegal (?:division by zero|modulus zero)/],
  ["few", /^Too few arguments for subroutine/],
  ["many", /^Too many arguments for/],
  ["name", /^Bareword "(?<name>\w+)" not allowed/],
  ["unfinished", /^Missing right curly or square bracket/],
  ["quote", /^Can't find string terminator/],
  ["surplus", /^Unmatched right (?:curly) bracket/],
  ["syntax", /^syntax error/],
];

export const tcl: readonly Rule[] = [
  ["key", /^can't read "[^"]+\((?<name>[^)]+)\)": no such element in array/],
  ["name", /^can't read "(?<name>[^"]+)": no such variable/],
  ["surplus", /^invalid command name "(?<sign>[}\]])"/],
  ["command", /^invalid command name "(?<name>[\w:.-]+)"/],
  ["types", /^can't use (?:non-numeric|empty) string as operand/],
  ["zero", /^divide by zero/],
  ["count", /^wrong # args: should be "(?<name>\w+)/],
  ["deep", /^too many nested (?:evaluations|calls)/],
  ["unfinished", /^missing close-(?:brace|bracket)/],
  ["quote", /^missing "$/],
  ["syntax", /^extra characters after close-|^invalid bareword/],
];

export const bash: readonly Rule[] = [
  ["command", /^(?<name>\S+): command not found$/],
  ["name", /(?:^|: )(?<name>\w+): unbound variable$/],
  ["quote", /^unexpected EOF while looking for matching `['"]'/],
  ["unfinished", /^unexpected EOF while looking for matching `(?<close>[^'])'/],
  ["unfinished", /unexpected end of file/],
  ["unexpected", /^syntax error near unexpected token `(?<sign>[^'\s]+)'/],
  ["zero", /division by 0/],
];

export const r: readonly Rule[] = [
  ["name", /^object '(?<name>[^']+)' not found/],
  ["function", /^could not find function "(?<name>[^"]+)"/],
  ["types", /^non-numeric argument to (?:binary operator|mathematical function)/],
  ["index", /^subscript out of bounds/],
  ["few", /^argument "(?<name>[^"]+)" is missing, with no default/],
  ["many", /^unused arguments? \(/],
  ["condition", /^(?:missing value where TRUE\/FALSE needed|argument is of length zero|the condition has length > 1|argument is not interpretable as logical)/],
  ["module", /^there is no package called '(?<name>[^']+)'/],
  ["deep", /^(?:C stack usage|evaluation nested too deeply|node stack overflow)/],
  ["notCallable", /^attempt to apply non-function/],
  ["unfinished", /^unexpected end of input/],
  ["quote", /^unexpected INCOMPLETE_STRING/],
  ["unexpected", /^unexpected '(?<sign>[^']+)'/],
];

export const scheme: readonly Rule[] = [
  ["name", /^Unbound variable: (?<name>\S+)/],
  ["zero", ANY, /^numerical-overflow$/],
  ["count", /^(?:In procedure \S+: )?Wrong number of arguments/],
  ["notCallable", /^Wrong type to apply: /],
  ["index", /^(?:In procedure (?:list-ref|vector-ref|string-ref): )?(?:Value|Argument \d+) out of range/],
  ["types", /^In procedure [-+*\/<>=]+: Wrong type/],
  ["argument", /^In procedure \S+: Wrong type/],
  ["deep", ANY, /^stack-overflow$/],
  ["quote", /^unexpected end of input while reading string/],
  ["unfinished", /^unexpected end of input while searching for: (?<close>\S)/],
  ["unfinished", /^unexpected end of input/],
  ["surplus", /^unexpected "(?<sign>\))"/],
  ["mismatch", /^mismatched close paren: (?<close>\S)/],
];
