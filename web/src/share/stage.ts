/** The way to a stage that several programs share. */

import type { Place } from "../work/types.ts";

/** The fragment with which another page brings its program to a stage. */
export function stageFragment(key: string, { game, level }: Pick<Place, "game" | "level">): string {
  return `#stage=${key}&${new URLSearchParams({ game, ...(level ? { level } : {}) })}`;
}
