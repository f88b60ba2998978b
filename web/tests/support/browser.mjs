/** A real Chromium and a built page with a stage, for tests of the stage alone. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

const web = resolve(import.meta.dirname, "../..");

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** Builds the frame and `tests/support/stage.html` into a folder of its own. */
export async function buildStage() {
  const folder = await mkdtemp(join(tmpdir(), "livecoding-stage-"));
  await build({
    configFile: false,
    root: web,
    logLevel: "warn",
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { frame: join(web, "frame.html"), stage: join(web, "tests/support/stage.html") } },
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Opens the page with the stage; whatever is wrong with it is in `errors`. */
export async function openStage(browser, url) {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  const errors = [];
  page.on("pageerror", (why) => errors.push(String(why)));
  page.on("console", (it) => it.type() === "error" && errors.push(it.text()));
  await page.goto(`${url}/tests/support/stage.html`);
  await page.waitForFunction(() => "stage" in window);
  return { page, errors };
}

export const settings = { lang: "en", theme: "light", reducedMotion: false, sound: true };

/** Waits until something happened on the stage that begins like this, and gives it. */
export async function happened(page, ...beginning) {
  const found = await page.waitForFunction(
    (beginning) =>
      window.happened.find((it) => beginning.every((part, place) => JSON.stringify(part) === JSON.stringify(it[place]))),
    beginning,
    { timeout: 15_000 },
  );
  return found.jsonValue();
}

export const forget = (page) => page.evaluate(() => void (window.happened.length = 0));

/** The inside of the frame. */
export const inside = (page) => page.frames().find((it) => it !== page.mainFrame());
