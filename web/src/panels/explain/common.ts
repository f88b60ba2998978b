/** What errors have in common in all languages: the server's own words, and those of a game's functions. */

import { STAGE } from "../../texts/stage.ts";
import { ANY, type Rule } from "./rule.ts";

/** Every wording that our engines and bindings have for an argument that a game's function refuses. */
const ARGUMENT: readonly Rule[] = [
  ["most", /\$?(?<name>\w+) must be at most (?<limit>\S+?), (?:not )?(?<given>\S+?)(?: given)?\)?$/],
  ["least", /\$?(?<name>\w+) must be at least (?<limit>\S+?), (?:not )?(?<given>\S+?)(?: given)?\)?$/],
  ["word", /\$?(?<name>\w+) must be one of \[?(?<values>.+?)\]?, (?:not )?(?<given>['"][^,]*?['"])(?: given)?\)?$/],
];

const ARGUMENT_KIND: readonly Rule[] = [
  ["argument", /\$?(?<name>\w+) must be (?:an? (?:\w+ )*\w+|(?:true|True|TRUE|1|#t) or (?:false|False|FALSE|0|#f)), not (?<given>.{1,40}?)\)?$/],
  ["argument", /: \$(?<name>\w+) must be of type .+, \w+ (?<given>"[^"]*"|\S+) given$/],
];

/** Every wording that our engines and bindings have for an answer of the game that is not as it is declared. */
const ANSWER: Rule = ["wrongAnswer", /^(?:[\w.:]+(?:\(\))?: )?(?:the answer of [\w.:]+?[ .[]|the game answered )/];

/** What the stage tells a program of a mistake of its game, before the colon; a language may say first what failed. */
const MISTAKE: Rule = ["mistake", new RegExp(`^(?:[\\w.:]+(?:\\(\\))?: )?(?:${Object.values(STAGE.mistake).map((it) => it.split(/ ?:/)[0]).join("|")})\\s?:`)];

/** Where the error is known by the name that our engines give it. */
export const GAME: readonly Rule[] = [
  // Before what is said of arguments: answers are checked by the same words.
  ANSWER,
  MISTAKE,
  ["refused", ANY, /^(CommandRefused|command[_-]refused|LIVECODING REFUSED|engine::refused|refused)$/],
  ["unset", /(?<name>\w+) must be .+, not (?<empty>nil(?=: it has no value)|undefined$)/],
  ...ARGUMENT,
  ...ARGUMENT_KIND,
  ["most", /^(?:\w+: )?(?<name>\w+): (?<given>\S+) is more than (?<limit>\S+)$/, /^(LIVECODING RANGE|wrong argument)$/],
  ["least", /^(?:\w+: )?(?<name>\w+): (?<given>\S+) is less than (?<limit>\S+)$/, /^(LIVECODING RANGE|wrong argument)$/],
  ["word", /^bad (?<name>\w+) (?<given>"[^"]*"): must be (?<values>.+)$/, /^LIVECODING VALUE$/],
  ["word", /^\w+: (?<name>\w+): (?<given>\S+) is none of (?<values>.+)$/, /^wrong argument$/],
  ["argument", /^(?<name>\w+): expected .+ but got (?<given>.+)$/, /^LIVECODING TYPE$/],
  ["argument", /^\w+: (?<name>\w+): (?<given>\S+) is no /, /^wrong argument$/],
  ["many", /: too many arguments$/, /^wrong argument$/],
  ["many", /^\w+ takes at most \d+ arguments?, not \d+$/],
  ["many", /^\d+ arguments are too many for \w+/],
];

/** The limits, as the server says them and as languages do when their memory is used up. */
export const LIMITS: readonly Rule[] = [
  ["output", /^the program printed more than a run may print$/],
  ["wall", /^the program ran longer than a run may last$/],
  ["cpu", /^the program computed too long without a command$/],
  ["processes", /^the program made more processes or threads than it may$/],
  ["files", /^the program wrote more files than it may$/],
  ["memory", /memory|heap/i],
  ["memory", ANY, /Memory|bad_alloc/i],
];

/** What holds for no language alone, after the language's own rules. */
export const OTHERS: readonly Rule[] = [
  ["exit", /^exit status (?<status>\d+)$/],
  ["forbidden", /^the program asked the system for something that no program may ask for$/],
];
