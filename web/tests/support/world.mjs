/**
 * Tests of the whole page: each is a fact, with a server, and visitors in browsers of their own.
 * Whatever a browser reports – an error, a request that fails, a breach of the Content-Security-Policy – makes the
 * fact fail, unless the visitor `expects` it.
 */

import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { startPlace } from "./server.mjs";
import { Visitor } from "./visitor.mjs";

/** A fact that takes longer hangs. */
const FACT_MS = 90_000;
/** A step that takes longer hangs. */
const STEP_MS = 20_000;

/** One browser and one server for all facts of a file. */
export function world(how = {}) {
  let browser, shared;
  before(async () => {
    shared = how.place === null ? null : await startPlace(how);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await shared?.stop();
  });

  /** `body` gets the place, and `visit(options)`; `startPlace(how)` is a server of the fact's own. */
  function fact(name, body) {
    test(name, { timeout: FACT_MS }, async (t) => {
      const visitors = [];
      const places = [];
      const visit = async (options = {}) => {
        const { expects = [], url = shared?.url, ...settings } = options;
        const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "en-GB", ...settings });
        context.setDefaultTimeout(STEP_MS);
        const visitor = new Visitor(await context.newPage(), { url, expects });
        await visitor.ready();
        visitors.push(visitor);
        return visitor;
      };
      const ownPlace = async (how) => {
        const place = await startPlace(how);
        places.push(place);
        return place;
      };
      try {
        await body({ visit, place: shared, startPlace: ownPlace, browser, t });
        for (const visitor of visitors) {
          assert.deepEqual(visitor.problems(), [], "the browser reports what nobody expected");
        }
      } catch (why) {
        await picture(visitors, name, why);
        throw why;
      } finally {
        await Promise.all(visitors.map((it) => it.leave()));
        await Promise.all(places.map((it) => it.stop()));
      }
    });
  }
  return { fact };
}

/** How it looked when it failed, and what the browser said. */
async function picture(visitors, name, why) {
  const folder = await mkdtemp(join(tmpdir(), "livecoding-pictures-"));
  for (const [at, visitor] of visitors.entries()) {
    const path = join(folder, `${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 60)}-${at}.png`);
    await visitor.page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    why.message += `\npicture: ${path}\nreported: ${visitor.problems().join("\n  ") || "nothing"}`;
  }
}
