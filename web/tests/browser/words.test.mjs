/** Four languages of people, a page on a wall, and less motion. */

import assert from "node:assert/strict";
import { world } from "../support/world.mjs";

const { fact } = world();

const WORDS = {
  en: { run: "Run", menu: "Menu", ready: "Ready", finished: /^Finished/, error: /^Stopped by an error in line 1/, goal: "Level done!", title: "First steps", tabs: ["Console", "Instructions", "Functions"], wait: /type a line in the console/ },
  fr: { run: "Lancer", menu: "Menu", ready: "Prêt", finished: /^Fini/, error: /^Arrêté par une erreur à la ligne 1/, goal: "Niveau réussi !", title: "Premiers pas", tabs: ["Console", "Consignes", "Fonctions"], wait: /écris une ligne dans la console/ },
  de: { run: "Start", menu: "Menü", ready: "Bereit", finished: /^Fertig/, error: /^Von einem Fehler in Zeile 1 angehalten/, goal: "Level geschafft!", title: "Erste Schritte", tabs: ["Konsole", "Anleitung", "Funktionen"], wait: /schreib eine Zeile in die Konsole/ },
  it: { run: "Avvia", menu: "Menu", ready: "Pronto", finished: /^Finito/, error: /^Fermato da un errore alla riga 1/, goal: "Livello superato!", title: "Primi passi", tabs: ["Console", "Istruzioni", "Funzioni"], wait: /scrivi una riga nella console/ },
};

/** Words that stand nowhere but in English. */
const ENGLISH =
  /\b(the|your|you|and|with|program|programs|press|stage|level|levels|goal|hint|file|share|copy|close|speed|step|loading|ready|line|error|language|choose|nothing|this|what|here)\b/gi;
/** Titles of languages, of files, of code: no words of people. */
const NEUTRAL = /main\.\w+|move(\(\))?|LiveCoding|Level \d*|Level\b|English|File\b|file\b|Server\b/g;

for (const [lang, words] of Object.entries(WORDS)) {
  fact(`in ${lang} everything is told in that language`, async ({ visit }) => {
    const visitor = await visit();
    const { page } = visitor;
    await page.goto(`${visitor.url}/?game=maze&level=steps&language=python&lang=${lang}`);
    const bar = page.getByRole("region").filter({ has: page.locator("#run") });
    const says = (text) => bar.getByText(text).first().waitFor();
    await says(words.ready);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    await page.getByRole("heading", { name: words.title }).waitFor();
    await isTold(page, lang, "start");
    for (const tab of words.tabs) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      await isTold(page, lang, tab);
    }
    await page.getByRole("button", { name: words.menu, exact: true }).click();
    await page.getByRole("dialog", { name: words.menu }).waitFor();
    await isTold(page, lang, "menu");
    await page.keyboard.press("Escape");

    await visitor.editorIn(lang).waitFor();
    await visitor.write("mooove()", visitor.editorIn(lang));
    await page.locator("#run").click();
    await says(words.error);
    await isTold(page, lang, "error", "article, header, nav");
    await visitor.write("move(2)\ninput()", visitor.editorIn(lang));
    await page.locator("#run").click();
    await page.getByRole("region", { name: words.goal }).waitFor();
    await says(words.wait);
    await isTold(page, lang, "goal");
  });
}

fact("a browser's own language is taken, and another one can be chosen and is kept", async ({ visit }) => {
  const visitor = await visit({ locale: "fr-CH" });
  const { page } = visitor;
  await page.goto(visitor.url);
  await page.getByRole("button", { name: "Lancer", exact: true }).waitFor();
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByLabel("Langue de cette page").selectOption("de");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  await page.getByRole("heading", { name: "Erste Schritte" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
});

fact("a theme is taken from the system, can be chosen, and is kept", async ({ visit }) => {
  const visitor = await visit({ colorScheme: "dark" });
  await visitor.open();
  const theme = () => visitor.page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "dark");
  await visitor.page.emulateMedia({ colorScheme: "light" });
  await visitor.sees("the theme", theme, (it) => it === "light");
  await visitor.button("Menu").click();
  await visitor.dialog("Menu").getByText("High contrast").click();
  await visitor.page.keyboard.press("Escape");
  assert.equal(await theme(), "contrast");
  await visitor.page.reload();
  await visitor.isReady();
  assert.equal(await theme(), "contrast");
});

fact("a page on a wall shows no menu, plays, and forgets everything when it begins anew", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python", "&kiosk");
  assert.equal(await visitor.button("Menu").count(), 0);
  const starter = await visitor.program();
  await visitor.run("move(2)");
  await visitor.reachesTheGoal();
  await visitor.button("Start again from the beginning").click();
  await visitor.hasProgram(starter);
  assert.equal(await visitor.celebration.count(), 0);
  await visitor.button("Deutsch").click();
  await visitor.page.getByRole("button", { name: "Start", exact: true }).waitFor();
});

fact("a page on a wall begins anew by itself when nobody is there", async ({ visit }) => {
  const visitor = await visit();
  await visitor.openAt("steps", "python", "&kiosk=10");
  const starter = await visitor.program();
  await visitor.button("Speed and more").click();
  const speed = () => visitor.page.getByRole("slider").inputValue();
  const before = await speed();
  await visitor.write("# somebody was here");
  await visitor.speed(0);
  assert.notEqual(await speed(), before);
  await visitor.button("Deutsch").click();
  await visitor.hasProgram(starter);
  assert.equal(await speed(), before);
  await visitor.editor.focus();
  await visitor.page.keyboard.press("Control+Z");
  await visitor.page.keyboard.press("Control+Z");
  await visitor.hasProgram(starter);
});

fact("whoever wants less motion gets it: the goal is reached without confetti, and nothing moves for ever", async ({ visit }) => {
  const visitor = await visit({ reducedMotion: "reduce" });
  await visitor.openAt("steps", "lua");
  const endless = () =>
    visitor.page.evaluate(() =>
      document.getAnimations().filter((it) => it.effect?.getComputedTiming().endTime === Infinity).map((it) => it.animationName ?? it.id),
    );
  assert.deepEqual(await endless(), []);
  await visitor.run("move() move()");
  await visitor.reachesTheGoal();
  assert.deepEqual(await endless(), []);
  assert.equal(await visitor.page.locator(".confetti").filter({ visible: true }).count(), 0);
});

/** No word of English in what is to be seen or heard. */
async function isTold(page, lang, view, where = "body") {
  if (lang === "en") {
    return;
  }
  const texts = await page.evaluate((where) => {
    const found = [];
    const isNeutral = (it) => it.closest("code, pre, script, style, noscript, .cm-editor, [lang=en], .row, details") !== null;
    for (const root of document.querySelectorAll(where)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement;
        if (!element || isNeutral(element)) {
          continue;
        }
        if (node instanceof Element) {
          for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]) {
            found.push(node.getAttribute(name));
          }
        } else {
          found.push(node.textContent);
        }
      }
    }
    return [...new Set(found.map((it) => it?.replace(/\s+/g, " ").trim()).filter(Boolean))];
  }, where);
  const left = texts.filter((it) => (it.replace(NEUTRAL, "").match(ENGLISH) ?? []).length > 0);
  assert.deepEqual(left, [], `${view} in ${lang}`);
}
