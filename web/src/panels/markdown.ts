/** Markdown of a game's, as HTML that can do nothing: no markup of its own, links to the web only, no styles. */

import MarkdownIt from "markdown-it";

/** What is told instead of a picture that may not be shown; `text` is its description. */
export type PictureWord = (text: string) => string;

/** More is not rendered. */
export const MOST_CHARS = 200_000;

/** Renders a page; headings begin at level 3, as the panel's own is 2. */
export function renderMarkdown(markdown: string, wordOf: PictureWord, origin: string): string {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: false, maxNesting: 40 });
  md.validateLink = (url) => isLink(url) || isPicture(url, origin);
  md.core.ruler.push("ours", (state) => {
    for (const token of state.tokens) {
      if (token.type === "heading_open" || token.type === "heading_close") {
        token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
      }
      // The page's Content-Security-Policy takes no style attributes: tables align by class.
      const align = /text-align:(left|center|right)/.exec(`${token.attrGet("style") ?? ""}`)?.[1];
      token.attrs = token.attrs?.filter(([name]) => name !== "style") ?? null;
      if (align) {
        token.attrJoin("class", `align-${align}`);
      }
    }
  });
  const { rules } = md.renderer;
  rules.link_open = (tokens, at, options, _env, self) => {
    const token = tokens[at];
    // A picture's address may be what a link's may not.
    if (token && !isLink(`${token.attrGet("href") ?? ""}`)) {
      token.attrs = null;
    } else {
      token?.attrSet("target", "_blank");
      token?.attrSet("rel", "noopener noreferrer");
    }
    return self.renderToken(tokens, at, options);
  };
  rules.image = (tokens, at, options, env, self) => {
    const token = tokens[at];
    const text = self.renderInlineAsText(token?.children ?? [], options, env);
    const url = `${token?.attrGet("src") ?? ""}`;
    const { escapeHtml } = md.utils;
    if (isPicture(url, origin)) {
      return `<img src="${escapeHtml(url)}" alt="${escapeHtml(text)}" loading="lazy">`;
    }
    const word = escapeHtml(wordOf(text));
    const isInLink = tokens.slice(0, at).filter((it) => it.type === "link_open").length > tokens.slice(0, at).filter((it) => it.type === "link_close").length;
    return isLink(url) && !isInLink ? `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${word}</a>` : word;
  };
  rules.fence = (tokens, at) => pre(tokens[at]?.content ?? "");
  rules.code_block = rules.fence;
  rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  rules.table_close = () => "</table></div>\n";
  return md.render(markdown.slice(0, MOST_CHARS));

  /** Wide code scrolls, and must be reached by keyboard for that. */
  function pre(code: string): string {
    return `<pre tabindex="0"><code>${md.utils.escapeHtml(code)}</code></pre>\n`;
  }
}

function isLink(url: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(url);
}

/** What `img-src 'self' data:` lets through. */
function isPicture(url: string, origin: string): boolean {
  return /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url) || (origin !== "" && url.startsWith(`${origin}/`));
}
