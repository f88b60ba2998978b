/** A command that a button gives: played by the stage, without a program and without the server. */

import type { Page } from "../app/page.svelte.ts";
import type { Scenery } from "../app/scenery.ts";
import { callOf } from "./values.ts";

export type Answered =
  | { readonly is: "plays" }
  | { readonly is: "waits" }
  | { readonly is: "value"; readonly value: unknown }
  | { readonly is: "refused"; readonly code: string; readonly text: string };

export type Given = { readonly name: string; readonly action: string; readonly params: readonly unknown[]; readonly text?: string };

let last = 0;

/** Plays it, and says on the console what came of it. `tell` is told how it stands. */
export async function play(page: Page, scenery: Scenery, given: Given, signal: AbortSignal, tell: (answered: Answered) => void): Promise<void> {
  const { name, action, params } = given;
  last += 1;
  page.did("noted", { kind: "typed", text: given.text ?? callOf(name, params) });
  tell({ is: "plays" });
  const text = given.text ?? JSON.stringify({ action, params });
  const before = document.activeElement;
  const waits = () => {
    tell({ is: "waits" });
    scenery.focus();
  };
  try {
    const value = (await scenery.play({ cid: last, text, action, params }, signal, waits)) ?? null;
    tell({ is: "value", value });
    if (value !== null) {
      page.heard("noted", { kind: "result", text: JSON.stringify(value) });
    }
  } catch (thrown) {
    const { code, text: why } = Object(thrown) as Record<string, unknown>;
    tell({ is: "refused", code: String(code ?? "failed"), text: String(why ?? thrown) });
    page.heard("noted", { kind: "failed", text: `${String(code ?? "failed")}: ${String(why ?? thrown)}` });
  }
  // The stage had the focus for a key alone.
  if (document.activeElement instanceof HTMLIFrameElement && before instanceof HTMLElement && before.isConnected) {
    before.focus({ preventScroll: true });
  }
}
