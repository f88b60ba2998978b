/** Java. */

import { javaLanguage } from "@codemirror/lang-java";
import { keywordsOf, type Mode } from "./mode.ts";

const WORDS =
  "boolean break case catch char class continue default do double else extends false final float for if implements import int interface long new null private protected public return static String super switch System this throw throws true try var void while";

export const mode: Mode = { extension: [javaLanguage, keywordsOf(javaLanguage, WORDS)], indent: "    " };
