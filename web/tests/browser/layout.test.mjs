/** Nothing overflows or overlaps at any width, and Run is in reach. */

import assert from "node:assert/strict";
import { world } from "../support/world.mjs";

const { fact } = world();

const SCREENS = [
  { name: "phone", viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  { name: "tablet", viewport: { width: 768, height: 1024 }, hasTouch: true },
  { name: "laptop", viewport: { width: 1366, height: 768 } },
  { name: "projector", viewport: { width: 1920, height: 1080 } },
];

for (const { name, ...screen } of SCREENS) {
  for (const lang of ["en", "de"]) {
    fact(`on a ${name} in ${lang} nothing overflows, nothing overlaps, and Run is in reach`, async ({ visit }) => {
      const visitor = await visit(screen);
      await visitor.page.goto(`${visitor.url}/?game=maze&level=corners&language=lua&lang=${lang}`);
      const run = visitor.page.locator("#run");
      await run.waitFor();
      await visitor.page.getByRole("heading", { level: 2 }).first().waitFor();
      await fits(visitor, screen.viewport);
      const { x, y, width, height } = await run.boundingBox();
      assert.ok(x >= 0 && y >= 0 && x + width <= screen.viewport.width && y + height <= screen.viewport.height, "Run is not in reach");
      assert.ok(height >= 44, `Run is ${height} px high`);
    });
  }
}

fact("a page on a wall fits every screen", async ({ visit }) => {
  for (const { name: _, ...screen } of SCREENS) {
    const visitor = await visit(screen);
    await visitor.openAt("corners", "python", "&kiosk");
    await fits(visitor, screen.viewport);
    const afresh = await visitor.button("Start again from the beginning").boundingBox();
    assert.ok(afresh && afresh.x >= 0 && afresh.x + afresh.width <= screen.viewport.width, "what begins anew is out of reach");
  }
});

fact("on a phone every part of the page fits, and its targets are large enough for fingers", async ({ visit }) => {
  const { viewport } = SCREENS[0];
  const visitor = await visit({ viewport, hasTouch: true, isMobile: true });
  await visitor.openAt("corners", "python");
  for (const part of ["Program", "Stage", "Console", "Guide"]) {
    await visitor.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name: part }).click();
    await fits(visitor, viewport);
    const small = await visitor.page.evaluate(() =>
      [...document.querySelectorAll("button, [role=tab], select, input:not([type=radio], [type=checkbox])")]
        .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest(".only-read"))
        .map((it) => ({ name: it.getAttribute("aria-label") ?? it.innerText, box: it.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.height < 43.5 || box.width < 30))
        .map(({ name, box }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    );
    assert.deepEqual(small, [], part);
  }
});

fact("on a phone a beginner runs a program, sees the stage, and reaches the goal", async ({ visit }) => {
  const visitor = await visit({ viewport: SCREENS[0].viewport, hasTouch: true, isMobile: true });
  await visitor.openAt("steps", "python");
  const parts = visitor.page.getByRole("navigation", { name: "Parts of the page" });
  await parts.getByRole("button", { name: "Program" }).tap();
  await visitor.write("move(2)");
  await visitor.page.getByRole("toolbar", { name: "Symbols" }).or(visitor.page.getByRole("group", { name: "Symbols" })).first().waitFor();
  await visitor.runButton.tap();
  await visitor.reachesTheGoal();
});

fact("on a phone the keys that a game waits for are on the screen", async ({ visit }) => {
  const visitor = await visit({ viewport: SCREENS[0].viewport, hasTouch: true, isMobile: true });
  await visitor.openAt("remote", "javascript");
  await visitor.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name: "Program" }).tap();
  await visitor.write("console.log(waitForKey());");
  await visitor.runButton.tap();
  const keys = visitor.page.getByRole("group", { name: "Keys for the game" });
  await keys.getByRole("button", { name: "Arrow up" }).tap();
  await visitor.says(/^Finished/);
  await visitor.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name: "Console" }).tap();
  await visitor.prints(/^up$/);
});

fact("on a phone a long word of where the program stands ends within the page", async ({ visit }) => {
  const { viewport } = SCREENS[0];
  const visitor = await visit({ viewport, hasTouch: true, isMobile: true });
  await visitor.open("/?game=orchestra&language=lua");
  await visitor.runButton.tap();
  const words = visitor.page.locator(".status .words", { hasText: "takes more instructions" });
  await words.waitFor();
  const { x, width } = await words.boundingBox();
  assert.ok(x + width <= viewport.width - 8, `it ends at ${x + width} px`);
});

fact("the names of the game and the language stay whole beside a trail of many levels", async ({ visit }) => {
  for (const lang of ["fr", "de", "it"]) {
    const visitor = await visit({ viewport: { width: 1280, height: 720 } });
    await visitor.page.goto(`${visitor.url}/?game=turtle&language=python&lang=${lang}`);
    await visitor.page.locator(".trail .here").waitFor();
    const cut = await visitor.page.evaluate(() => [...document.querySelectorAll("header .word")].filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.textContent));
    assert.deepEqual(cut, [], lang);
  }
});

fact("on a low screen a click through where the program stands reaches the game", async ({ visit }) => {
  const visitor = await visit({ viewport: { width: 740, height: 360 } });
  await visitor.openAt("corners", "lua");
  const over = await visitor.page.locator(".status").evaluate((it) => {
    const { x, y, width, height } = it.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2)?.closest(".status") !== null;
  });
  assert.equal(over, false);
});

fact("text of twice the size still fits on a laptop", async ({ visit }) => {
  // What a browser shows of a laptop's screen at 200 %.
  const viewport = { width: 683, height: 384 };
  const visitor = await visit({ viewport, deviceScaleFactor: 2 });
  await visitor.openAt("corners", "python");
  await fits(visitor, viewport);
  await visitor.runButton.click();
  await visitor.says(/^(Finished|Running)/);
});

/** No part is wider than the page, and the parts that are to be seen do not lie over each other. */
async function fits(visitor, { width }) {
  const found = await visitor.page.evaluate((width) => {
    const wide = [];
    if (document.documentElement.scrollWidth > width || document.body.scrollWidth > width) {
      wide.push(`the page is ${Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)} px wide`);
    }
    const scrolls = (it) => it !== null && it !== document.body && (getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
    for (const it of document.querySelectorAll("header *, main *, nav *")) {
      const box = it.getBoundingClientRect();
      const isApart = scrolls(it.parentElement) || it.closest(".only-read, svg, [aria-hidden=true]") !== null;
      if (!isApart && box.width > 1 && it.checkVisibility({ visibilityProperty: true }) && (box.right > width + 1 || box.left < -1)) {
        wide.push(`${it.tagName} ${it.className} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
      }
    }
    const parts = [...document.querySelectorAll("header[aria-label], [data-part], nav[aria-label='Parts of the page'], nav[aria-label='Teile der Seite']")].filter((it) => it.checkVisibility({ visibilityProperty: true }));
    const boxes = parts.map((it) => ({ name: it.className || it.tagName, box: it.getBoundingClientRect() })).filter(({ box }) => box.width * box.height > 0);
    const over = [];
    for (const [at, a] of boxes.entries()) {
      for (const b of boxes.slice(at + 1)) {
        const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (x > 1 && y > 1) {
          over.push(`${a.name} lies over ${b.name} by ${Math.round(x)} × ${Math.round(y)}`);
        }
      }
    }
    return { wide, over, parts: boxes.length };
  }, width);
  assert.deepEqual(found.wide, []);
  assert.deepEqual(found.over, []);
  assert.ok(found.parts >= 3, "the parts of the page are not there");
}
