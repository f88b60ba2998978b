/** Calls to insert, as the server writes them: `${1:steps}` is filled in, `\` stands before `$`, `}` and `\`. */

const TOKEN = /\\([\\$}])|\$\{(\d{1,2}):((?:\\[\\$}]|[^\\}])*)\}/g;

/** The same as a template of CodeMirror's, which hides braces in another way. */
export function template(snippet: string): string {
  let made = "";
  let last = 0;
  for (const found of snippet.matchAll(TOKEN)) {
    made += literal(snippet.slice(last, found.index));
    const [whole, escaped, number, name] = found;
    made += escaped !== undefined ? literal(escaped) : `\${${number}:${plain(name ?? "").replace(/[{}]/g, "")}}`;
    last = found.index + whole.length;
  }
  return made + literal(snippet.slice(last));
}

/** The call as it stands in a program before anything is filled in. */
export function written(snippet: string): string {
  return snippet.replace(TOKEN, (_whole, escaped?: string, _number?: string, name?: string) => escaped ?? plain(name ?? ""));
}

/** Whether a call chosen from a list belongs onto a line of its own: the cursor stands behind a finished one. */
export function needsOwnLine(before: string, after: string): boolean {
  return after.trim() === "" && /[^\s([{,;=+\-*/<>&|!?:.'"`\\]$|["'`]$/.test(before) && !/^\s*$/.test(before);
}

/** Whether what stands behind the cursor belongs onto the next line: the cursor is at the beginning of a written one. */
export function pushesLine(before: string, after: string): boolean {
  return before.trim() === "" && /^[\p{L}\p{N}_$@#/]/u.test(after);
}

function literal(text: string): string {
  return text.replace(/[{}]/g, "\\$&");
}

function plain(text: string): string {
  return text.replace(/\\([\\$}])/g, "$1");
}
