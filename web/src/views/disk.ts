/** The program to the disk and back. */

import type { Page } from "../app/page.svelte.ts";
import { download, openFile } from "../work/files.ts";

/** Downloads the file that is shown. */
export function downloadProgram(page: Page): void {
  const { files, active } = page.now.papers;
  const file = files.find(({ name }) => name === active);
  if (file) {
    download(file);
  }
}

/** Lets the user choose a file; it becomes the program, and that can be taken back. */
export async function openProgram(page: Page): Promise<void> {
  const file = await openFile();
  if (file) {
    page.did("replaceProgram", { file });
  }
}
