/** Scheme. */

import { scheme } from "@codemirror/legacy-modes/mode/scheme";
import { streamMode, type Mode } from "./mode.ts";

export const mode: Mode = streamMode(scheme, "  ", {
  keywords:
    "and append begin car case cdr cond cons define display do else equal? error if lambda length let let* letrec list map newline not null? or quote set! string-append vector zero?",
});
