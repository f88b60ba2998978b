/** axe looks at a page, in every theme. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const THEMES = ["light", "dark", "contrast"];

/** Fails where axe finds something; the visitor's page must not hold it off by its policy. */
export async function isAccessible(visitor, view) {
  if (!(await visitor.page.evaluate(() => "axe" in window))) {
    await visitor.page.evaluate(axe);
  }
  const found = [];
  for (const theme of THEMES) {
    await visitor.page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
      const finite = document.getAnimations().filter((it) => it.effect?.getComputedTiming().endTime !== Infinity);
      return Promise.all(finite.map((it) => it.finished.catch(() => undefined)));
    }, theme);
    const { violations } = await visitor.page.evaluate(() =>
      // The game's frame is another document, which may not be looked into.
      window.axe.run({ exclude: [["iframe"]] }, { resultTypes: ["violations"], iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
    );
    for (const { id, help, nodes } of violations) {
      found.push(`${view}, ${theme}: ${id}: ${help}\n    ${nodes.slice(0, 4).map((it) => `${it.html.slice(0, 160)} ${it.any[0]?.message ?? ""}`).join("\n    ")}`);
    }
  }
  assert.deepEqual(found, []);
}
