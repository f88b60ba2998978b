import { expect, test } from "vitest";
import { difference, Kept } from "../src/editor/documents.ts";
import { blocks } from "../src/editor/markdown.ts";
import { editorPhrases } from "../src/texts/editor.ts";
import { LANGS } from "../src/texts/texts.ts";

test("of too many documents the longest unseen is forgotten", () => {
  const kept = new Kept<number>(2);
  kept.keep("a", 1);
  kept.keep("b", 2);
  kept.keep("a", 3);
  kept.keep("c", 4);
  expect([kept.take("a"), kept.take("b"), kept.take("c"), kept.take("c")]).toEqual([3, undefined, 4, undefined]);
});

test("the difference of two texts makes the one of the other, and no more than that", () => {
  expect(difference("abc", "abc")).toBeNull();
  expect(difference("aXc", "aYYc")).toEqual({ from: 1, to: 2, insert: "YY" });
  expect(difference("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" });
  for (const [before, after] of [["", "x"], ["x", ""], ["abab", "ab"], ["move()\n", "move()\nmove()\n"]] as const) {
    const it = difference(before, after);
    expect(it && before.slice(0, it.from) + it.insert + before.slice(it.to)).toBe(after);
  }
});

test("documentation is read as paragraphs, items and code", () => {
  expect(blocks("Goes **on**.\n\n- `steps`: how far\n- more\n\n```\na <b>\n```")).toEqual([
    { kind: "paragraph", spans: [{ kind: "text", text: "Goes " }, { kind: "strong", text: "on" }, { kind: "text", text: "." }] },
    { kind: "item", spans: [{ kind: "code", text: "steps" }, { kind: "text", text: ": how far" }] },
    { kind: "item", spans: [{ kind: "text", text: "more" }] },
    { kind: "code", text: "a <b>" },
  ]);
});

test("what is no Markdown of ours stays text, and names with _ stay whole", () => {
  expect(blocks("<img src=x onerror=alert(1)> wait_for_key a_b [x](javascript:alert(1))")).toEqual([
    { kind: "paragraph", spans: [{ kind: "text", text: "<img src=x onerror=alert(1)> wait_for_key a_b " }, { kind: "text", text: "x" }, { kind: "text", text: ")" }] },
  ]);
});

test("every phrase of the editor is told in every language, with its places", () => {
  const english = editorPhrases("en");
  for (const lang of LANGS) {
    const phrases = editorPhrases(lang);
    expect(Object.keys(phrases)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(phrases)) {
      expect(text, key).not.toBe("");
      expect(text.includes("$"), key).toBe(key.includes("$"));
    }
  }
});
