/** A command as the program wrote it: what games of the original are given. */

import type { CommandTold } from "livecoding-client";

export function lineOf({ action, params, raw, is_pair }: CommandTold): string {
  if (raw !== undefined) {
    return raw;
  }
  return JSON.stringify(is_pair && action !== undefined ? { [action]: params } : { action, params });
}
