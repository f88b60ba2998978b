import { expect, test } from "vitest";
import { preferred, tell } from "../src/texts/texts.ts";

test("a text is told in the reader's language with its places filled in", () => {
  const told = { en: "{n} of {all}", fr: "{n} sur {all}", de: "{n} von {all}", it: "{n} di {all}" };
  expect(tell(told, "de", { n: 1, all: 3 })).toBe("1 von 3");
  expect(tell(told, "en", { n: 1 })).toBe("1 of {all}");
});

test("no line breaks before a sign that stands apart, and what is filled in stays as it is", () => {
  const told = { en: "Wait …", fr: "« {name} » : va !", de: "", it: "" };
  expect(tell(told, "fr", { name: "a ? b" })).toBe("«\u00a0a ? b\u00a0»\u00a0: va\u00a0!");
  expect(tell(told, "en")).toBe("Wait\u00a0…");
});

test("the first known language that the browser prefers is taken, or English", () => {
  expect(preferred(["pt-BR", "fr-CH", "de"])).toBe("fr");
  expect(preferred(["ja"])).toBe("en");
});
