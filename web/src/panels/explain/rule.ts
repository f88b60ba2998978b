/** How a message of a language is recognised. */

import type { Topic } from "../../texts/errors.ts";

/**
 * A topic, what the message is like, and where it matters the language's name of the error, and the learner's line.
 *
 * What the groups of message and line are called fills the places of the topic's texts.
 */
export type Rule = readonly [topic: Topic, message: RegExp, name?: RegExp, line?: RegExp];

/** Any message: the name of the error says it all. */
export const ANY = /^/;
