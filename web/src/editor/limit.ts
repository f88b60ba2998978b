/** How large a document may become. */

import { EditorState, type Extension, type Text } from "@codemirror/state";

export const MOST_BYTES = 1_048_576;

/** Lets no change through that makes the document larger than the limit, and tells it. */
export function limited(tell: () => void): Extension {
  return EditorState.changeFilter.of((transaction) => {
    const { newDoc, startState } = transaction;
    const isAllowed = newDoc.length <= startState.doc.length || bytesUpTo(newDoc, MOST_BYTES) <= MOST_BYTES;
    if (!isAllowed) queueMicrotask(tell);
    return isAllowed;
  });
}

/** Bytes of the text as UTF-8; counts no further than it must. */
export function bytesUpTo(doc: Text, most: number): number {
  if (doc.length * 3 <= most || doc.length > most) return doc.length;
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const part of doc.iter()) {
    bytes += encoder.encode(part).length;
    if (bytes > most) break;
  }
  return bytes;
}
