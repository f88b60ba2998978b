/** The little Markdown that documentation of functions is written in, as elements made of text alone. */

export type Span = { readonly kind: "text" | "code" | "strong" | "em"; readonly text: string };
export type Block =
  | { readonly kind: "paragraph" | "item"; readonly spans: readonly Span[] }
  | { readonly kind: "code"; readonly text: string };

const MOST_CHARS = 8_000;
/** Emphasis by `_` is left out: it stands in names. */
const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|\[([^\]]*)\]\([^)]*\)/g;

/** Paragraphs, items and blocks of code; everything else is read as text. */
export function blocks(markdown: string): Block[] {
  const made: Block[] = [];
  let code: string[] | null = null;
  let words: string[] = [];
  let kind: "paragraph" | "item" = "paragraph";
  const finish = () => {
    if (words.length > 0) made.push({ kind, spans: spans(words.join(" ")) });
    words = [];
    kind = "paragraph";
  };
  for (const line of markdown.slice(0, MOST_CHARS).split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      finish();
      if (code) made.push({ kind: "code", text: code.join("\n") });
      code = code ? null : [];
    } else if (code) {
      code.push(line);
    } else if (line.trim() === "") {
      finish();
    } else {
      const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line);
      const heading = /^#{1,6}\s+(.*)$/.exec(line);
      if (item || heading) finish();
      if (item) kind = "item";
      words.push(item?.[1] ?? (heading ? `**${heading[1]}**` : line.trim()));
      if (heading) finish();
    }
  }
  finish();
  if (code) made.push({ kind: "code", text: code.join("\n") });
  return made;
}

export function spans(text: string): Span[] {
  const made: Span[] = [];
  const add = (kind: Span["kind"], it: string) => {
    if (it !== "") made.push({ kind, text: it });
  };
  let last = 0;
  for (const found of text.matchAll(INLINE)) {
    add("text", text.slice(last, found.index));
    const [whole, code, strong, em, link] = found;
    if (code !== undefined) add("code", code);
    else if (strong !== undefined) add("strong", strong);
    else if (em !== undefined) add("em", em);
    else add("text", link ?? "");
    last = found.index + whole.length;
  }
  add("text", text.slice(last));
  return made;
}

/** The elements; what is not known stays text, so nothing of it can act. */
export function rendered(markdown: string): DocumentFragment {
  const made = document.createDocumentFragment();
  let list: HTMLElement | null = null;
  for (const block of blocks(markdown)) {
    if (block.kind === "code") {
      const pre = document.createElement("pre");
      pre.textContent = block.text;
      made.append(pre);
      list = null;
      continue;
    }
    const element = document.createElement(block.kind === "item" ? "li" : "p");
    element.append(...block.spans.map(inline));
    if (block.kind === "item") {
      list ??= made.appendChild(document.createElement("ul"));
      list.append(element);
    } else {
      made.append(element);
      list = null;
    }
  }
  return made;
}

function inline(span: Span): Node {
  if (span.kind === "text") return document.createTextNode(span.text);
  const element = document.createElement(span.kind);
  element.textContent = span.text;
  return element;
}
