/** The program to the disk and back. */

import type { Page } from "../app/page.svelte.ts";
import { language } from "../app/place.ts";
import { FileError, download, openFile, takeDrops } from "../work/files.ts";

/** Downloads the program: a file, or several in one. */
export function downloadProgram(page: Page): void {
  const { place, papers } = page.now;
  download(papers.files, [place.game, place.level].filter(Boolean).join("-") || "program");
}

/** Lets the user choose a file; it becomes the program, and that can be taken back. */
export async function openProgram(page: Page): Promise<void> {
  try {
    const file = await openFile(extensionOf(page));
    if (file) {
      page.did("replaceProgram", { file });
    }
  } catch (thrown) {
    refuse(page, thrown);
  }
}

/** Takes files that are dropped onto an element; the function that is given ends it. */
export function takeProgram(element: HTMLElement, page: Page, over: (isOver: boolean) => void): () => void {
  return takeDrops(element, () => extensionOf(page), {
    over,
    files: (files) => page.did("filesDropped", { files }),
    failed: (error) => refuse(page, error),
  });
}

/** Ending of files of the language. */
function extensionOf(page: Page): string {
  return language(page.now)?.extension ?? "txt";
}

/** Tells why a file cannot be opened. */
function refuse(page: Page, thrown: unknown): void {
  if (!(thrown instanceof FileError)) {
    throw thrown;
  }
  page.did("fileRefused", { name: thrown.fileName, fault: thrown.code });
}
