import { expect, test } from "vitest";
import { renderMarkdown } from "../src/panels/markdown.ts";

const render = (markdown: string) => renderMarkdown(markdown, (text) => `Picture: ${text}`, "http://here:8080");

test("markup of the page's own is shown as text", () => {
  const html = render('<script>alert(1)</script>\n\n<img src=x onerror="alert(1)"> <b style="color:red">b</b>');
  expect(html).not.toMatch(/<(script|img|b)\b/);
  expect(html).toContain("&lt;script&gt;");
});

test("links lead to the web or to mail, in a new tab that knows nothing of ours", () => {
  expect(render("[a](https://example.org/x)")).toContain('<a href="https://example.org/x" target="_blank" rel="noopener noreferrer">a</a>');
  expect(render("[a](mailto:a@example.org)")).toContain('href="mailto:a@example.org"');
  for (const url of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "other.md", "#top", "//example.org", "data:image/png;base64,AAAA"]) {
    expect(render(`[a](${url})`), url).not.toContain("href");
  }
});

test("pictures that the policy lets through are shown, others are links or words", () => {
  expect(render("![a cat](data:image/png;base64,AAAA)")).toContain('<img src="data:image/png;base64,AAAA" alt="a cat" loading="lazy">');
  expect(render("![a](http://here:8080/games/maze/a.png)")).toContain('<img src="http://here:8080/games/maze/a.png"');
  expect(render("![a cat](https://far.example/cat.png)")).toContain('<a href="https://far.example/cat.png" target="_blank" rel="noopener noreferrer">Picture: a cat</a>');
  expect(render("![a cat](cat.png)")).not.toMatch(/<(a|img)\b/);
  expect(render("![a](http://here:8080.evil.example/a.png)")).not.toContain("<img");
});

test("a picture in a link makes no link in a link", () => {
  expect(render("[![a](https://far.example/a.png)](https://example.org)").match(/<a /g)).toHaveLength(1);
});

test("tables align without styles, which the policy forbids", () => {
  const html = render("| a | b |\n|--:|:-:|\n| 1 | 2 |");
  expect(html).not.toContain("style=");
  expect(html).toContain('class="align-right"');
  expect(html).toContain('class="align-center"');
});

test("headings go below the panel's own", () => {
  expect(render("# One\n\n###### Six")).toBe("<h3>One</h3>\n<h6>Six</h6>\n");
});

test("code is escaped, and can be scrolled by keyboard", () => {
  expect(render("```html\n<b>&\n```")).toBe('<pre tabindex="0"><code>&lt;b&gt;&amp;\n</code></pre>\n');
});

test("a page without end is cut", () => {
  expect(render("a ".repeat(1_000_000)).length).toBeLessThan(300_000);
});
