/** Files of the learner's machine: saved there, opened from there, dropped into the page. */

import { fileName, MOST_BYTES, MOST_FILES } from "../share/names.ts";
import type { SavedFile } from "../stage/types.ts";
import type { File } from "./types.ts";
import { zip } from "./zip.ts";

/** Why a file cannot be opened; `fileFaults` of the texts says it. */
export type FileFault = "too-large" | "not-text" | "unreadable" | "too-many";

export class FileError extends Error {
  readonly code: FileFault;
  /** The file's name as it was given. */
  readonly fileName: string;

  constructor(code: FileFault, name: string) {
    super(`\`${name}\`: ${code}`);
    this.name = "FileError";
    this.code = code;
    this.fileName = name;
  }
}

/** Saves one file under its name, or several as `<name>.zip`. */
export function download(files: readonly File[], name: string): void {
  const [only, ...more] = files;
  if (only === undefined) return;
  if (more.length === 0) save(new Blob([only.text], { type: "text/plain;charset=utf-8" }), only.name);
  else save(new Blob([zip(files)], { type: "application/zip" }), fileName(name, "zip").replace(/\.[^.]*$/, ".zip"));
}

/** Saves what a game hands out. */
export function keep({ name, type, base64 }: SavedFile): void {
  save(new Blob([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], { type }), name);
}

/** How long a saved file is held for the browser, which reads it later. */
const HELD_MS = 60_000;

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HELD_MS);
}

/** Forgets the question before, which its user left without an answer. */
let leave: (() => void) | null = null;

/** Asks for a file; null where none is chosen. Fails with a `FileError`. `extension` is for a name without one. */
export async function openFile(extension: string): Promise<File | null> {
  leave?.();
  const chosen = await new Promise<globalThis.File | null>((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener("cancel", () => resolve(null), { once: true });
    leave = () => resolve(null);
    input.click();
  });
  leave = null;
  return chosen && read(chosen, extension);
}

/** The text of a file as a program's, under a name that the server takes. Fails with a `FileError`. */
export async function read(file: Pick<globalThis.File, "name" | "size" | "arrayBuffer">, extension: string): Promise<File> {
  if (file.size > MOST_BYTES) throw new FileError("too-large", file.name);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new FileError("unreadable", file.name);
  });
  return { name: fileName(file.name, extension), text: textOf(bytes, file.name) };
}

function textOf(bytes: ArrayBuffer, name: string): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileError("not-text", name);
  }
  if (text.includes("\0")) throw new FileError("not-text", name);
  return text.replace(/\r\n?/g, "\n");
}

export type DropEvents = {
  /** Files are held over the element, or not any more. */
  over(isOver: boolean): void;
  files(files: readonly File[]): void;
  failed(error: FileError): void;
};

/** Takes files that are dropped onto an element; the function that is returned ends it. */
export function takeDrops(element: HTMLElement, extension: () => string, events: DropEvents): () => void {
  const ending = new AbortController();
  const on = <Name extends "dragenter" | "dragover" | "dragleave" | "drop">(name: Name, act: (event: DragEvent) => void) => {
    const listener = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      // The editor would put the file's text at the cursor.
      event.preventDefault();
      event.stopPropagation();
      act(event);
    };
    element.addEventListener(name, listener, { capture: true, signal: ending.signal });
  };
  on("dragenter", () => events.over(true));
  on("dragover", () => undefined);
  on("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) events.over(false);
  });
  on("drop", (event) => {
    events.over(false);
    void taken([...(event.dataTransfer?.files ?? [])], extension(), events);
  });
  return () => ending.abort();
}

async function taken(dropped: readonly globalThis.File[], extension: string, events: DropEvents): Promise<void> {
  const [first] = dropped;
  if (first === undefined) return;
  if (dropped.length > MOST_FILES) {
    events.failed(new FileError("too-many", first.name));
    return;
  }
  const results = await Promise.allSettled(dropped.map((it) => read(it, extension)));
  const files = results.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []));
  if (files.length > 0) events.files(files);
  for (const it of results) {
    if (it.status === "rejected" && it.reason instanceof FileError) events.failed(it.reason);
  }
}
