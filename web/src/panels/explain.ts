/** An error in plain words. */

import type { ErrorTold } from "livecoding-client";
import type { Lang } from "../texts/texts.ts";

export type Explained = {
  readonly topic: string;
  readonly title: string;
  readonly what: string;
  readonly tries: readonly string[];
  readonly showsMessage: boolean;
};

export function explain(error: ErrorTold, _language: string | undefined, _lang: Lang): Explained {
  return { topic: "other", title: error.name || error.kind, what: "", tries: [], showsMessage: true };
}
