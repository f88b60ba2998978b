/** The stack of an error as a learner is shown it. */

import type { ErrorFrame } from "livecoding-client";

/** Frames of the same place one after the other are one, with how often; `null` stands for those left out. */
export type Step = { readonly frame: ErrorFrame | null; readonly times: number };

export type Path = { readonly own: readonly Step[]; readonly others: readonly ErrorFrame[] };

const MOST_OWN = 12;
const MOST_OTHERS = 30;

/** The learner's own frames apart from all others; of many, the innermost and the outermost. */
export function pathOf(frames: readonly ErrorFrame[]): Path {
  const own: Step[] = [];
  for (const frame of frames.filter((it) => it.origin === "learner" && it.line > 0)) {
    const last = own.at(-1);
    if (last?.frame && last.frame.line === frame.line && last.frame.file === frame.file && last.frame.name === frame.name) {
      own[own.length - 1] = { frame: last.frame, times: last.times + 1 };
    } else {
      own.push({ frame, times: 1 });
    }
  }
  const others = frames.filter((it) => it.origin !== "learner").slice(0, MOST_OTHERS);
  if (own.length <= MOST_OWN) {
    return { own, others };
  }
  const left = own.length - (MOST_OWN - 1);
  return { own: [...own.slice(0, MOST_OWN - 3), { frame: null, times: left }, ...own.slice(-2)], others };
}
