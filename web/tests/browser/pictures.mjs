/**
 * Takes the pictures of docs/pictures: every view on a phone, a laptop and a projector, light and dark.
 * `node pictures.mjs [folder] [part of a name]` takes some of them, or puts them elsewhere.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { launch } from "../support/browser.mjs";
import { startPlace } from "../support/server.mjs";
import { Visitor } from "../support/visitor.mjs";

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, "../../../docs/pictures"));
const only = process.argv[3] ?? "";

const SCREENS = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  laptop: { viewport: { width: 1366, height: 768 } },
  projector: { viewport: { width: 1920, height: 1080 } },
};
const THEMES = ["light", "dark"];

const CORNERS = "# Around two corners\nmove(3)\nturn('right')\nmove(2)\nturn('left')\nmove()\n";

/** Plays a solution until the console or the stage shows so much of it. */
function playing(game, level, extension, language, isFarEnough) {
  return async (visitor) => {
    const program = await readFile(new URL(`../../../games/${game}/solutions/${level}.${extension}`, import.meta.url), "utf8");
    await visitor.open(`/?game=${game}&level=${level}&language=${language}`);
    await part(visitor, "Program");
    await visitor.write(program);
    await visitor.runButton.click();
    await part(visitor, "Stage");
    await isFarEnough(visitor);
  };
}

/** What moves by itself is looked at when so much of it has passed. */
const forSeconds = (seconds) => (visitor) => visitor.page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), seconds * 1000);
const untilTheGoal = (visitor) => visitor.reachesTheGoal();

/** Each leaves the page as it is to be seen. */
const VIEWS = {
  async start(visitor) {
    await visitor.openAt("steps", "ruby");
  },
  async running(visitor) {
    await visitor.openAt("spiral", "python");
    await part(visitor, "Program");
    await visitor.write("# Right or left?\nwhile not is_at_exit():\n    if look('ahead') == 'wall':\n        turn('right')\n    else:\n        move()\n");
    await visitor.runButton.click();
    await visitor.says(/^Running · line 6$/);
    await visitor.page.waitForFunction(() => document.querySelector(".cm-here") !== null);
  },
  async error(visitor) {
    await visitor.openAt("corners", "python");
    await part(visitor, "Program");
    await visitor.write("for side in range(2):\n    move(3)\n    trun('right')\n");
    await visitor.runButton.click();
    await visitor.errorCard.waitFor();
    await part(visitor, "Program");
  },
  async goal(visitor) {
    await visitor.openAt("steps", "ruby");
    await part(visitor, "Program");
    await visitor.write("move\nmove\n");
    await visitor.runButton.click();
    await visitor.reachesTheGoal();
    await visitor.says(/^Well done!/);
    // The confetti has just been thrown.
    await visitor.page.waitForFunction(() => document.querySelector(".confetti")?.getAnimations({ subtree: true }).some((it) => it.currentTime > 700) ?? true);
  },
  async live(visitor) {
    await visitor.openAt("gem", "javascript");
    await visitor.staysOpen();
    await part(visitor, "Program");
    await visitor.write("console.log('Tell me what to do.');\n");
    await visitor.runButton.click();
    await visitor.says(/takes more instructions/);
    await part(visitor, "Console");
    const line = visitor.page.getByRole("textbox", { name: "Live instruction" });
    for (const instruction of ["move(2)", "look('ahead')"]) {
      await line.fill(instruction);
      await line.press("Enter");
      await visitor.page.waitForFunction((n) => document.querySelectorAll(".row.result").length >= n, instruction === "move(2)" ? 1 : 2);
    }
    await line.fill("pickUp()");
  },
  async share(visitor) {
    await visitor.openAt("corners", "python");
    await part(visitor, "Program");
    await visitor.write(CORNERS);
    // As in a classroom, where other devices reach the server.
    await visitor.page.route("**/addresses", (it) => it.fulfill({ json: { urls: ["http://192.168.1.20:8080"] } }));
    if (await visitor.button("Share").isVisible()) {
      await visitor.button("Share").click();
    } else {
      await visitor.fromMenu("Share by link or QR code");
    }
    await visitor.dialog("Share your program").waitFor();
  },
  async functions(visitor) {
    await visitor.openAt("doors", "ruby");
    await part(visitor, "Guide");
    await visitor.page.getByRole("tab", { name: "Functions" }).click();
    await visitor.page.getByRole("tabpanel", { name: "Functions" }).getByRole("heading").first().waitFor();
  },
  async levels(visitor) {
    await visitor.openAt("steps", "lua");
    await part(visitor, "Program");
    await visitor.write("move(2)");
    await visitor.runButton.click();
    await visitor.reachesTheGoal();
    await visitor.celebration.getByRole("button", { name: "Next level" }).click();
    await visitor.button(/^Choose a game/).click();
    await visitor.dialog("Games and levels").waitFor();
  },
  async languages(visitor) {
    await visitor.openAt("steps", "lua");
    await visitor.button(/^Choose a programming/).click();
    await visitor.dialog("Programming languages").waitFor();
  },
  async menu(visitor) {
    await visitor.openAt("steps", "lua");
    await visitor.button("Menu").click();
    await visitor.dialog("Menu").waitFor();
  },
  turtle: playing("turtle", "flower", "py", "python", forSeconds(2)),
  "turtle-tree": playing("turtle", "tree", "rb", "ruby", forSeconds(8)),
  boulders: playing("boulders", "crystals", "py", "python", forSeconds(5)),
  "boulders-goal": playing("boulders", "tunnel", "rb", "ruby", untilTheGoal),
  async orchestra(visitor) {
    await playing("orchestra", "canon", "js", "javascript", untilTheGoal)(visitor);
    await visitor.celebration.getByRole("button", { name: "Stay here" }).click();
    await forSeconds(2)(visitor);
  },
  arena: playing("arena", "hunters", "rb", "ruby", forSeconds(5)),
  "arena-tournament": playing("arena", "tournament", "lua", "lua", forSeconds(6)),
  async buttons(visitor) {
    // On a phone it has no line that says that it is ready.
    await visitor.page.goto(`${visitor.url}/?game=maze&level=gem&buttons`);
    await visitor.page.getByRole("button", { name: /^move/ }).first().click();
  },
  async replay(visitor) {
    await visitor.openAt("corners", "python");
    await part(visitor, "Program");
    await visitor.write(CORNERS);
    await visitor.runButton.click();
    await visitor.says(/^The program has ended|^Well done|^Finished/);
    await visitor.page.keyboard.press("Escape");
    await visitor.button("Replay").click();
    await visitor.page.getByRole("slider").first().waitFor();
  },
  async together(visitor) {
    await visitor.page.route("**/addresses", (it) => it.fulfill({ json: { urls: ["http://192.168.1.20:8080"] } }));
    await visitor.open("/?game=arena&level=tournament");
    await visitor.fromMenu("Open this stage for others");
    await visitor.page.getByRole("img", { name: /^QR code to join/ }).waitFor();
  },
  async kiosk(visitor) {
    await visitor.openAt("niches", "python", "&kiosk");
  },
};

/** Brings a part of the page to the front, where a phone shows one at a time. */
async function part(visitor, name) {
  const button = visitor.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name });
  if (await button.isVisible()) {
    await button.click();
  }
}

/** The same picture in a fifth of the bytes. */
async function small(png) {
  const base64 = await press.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    const made = await canvas.convertToBlob({ type: "image/webp", quality: 0.85 });
    return new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",")[1]);
      reader.readAsDataURL(made);
    });
  }, png.toString("base64"));
  return Buffer.from(base64, "base64");
}

await mkdir(folder, { recursive: true });
const place = await startPlace();
/** A page that only turns pictures into smaller ones. */
let press;
let bytes = 0;
let failed = 0;
try {
  for (const [screen, settings] of Object.entries(SCREENS)) {
    for (const theme of THEMES) {
      const browser = await launch();
      press = await browser.newPage();
      for (const [view, show] of Object.entries(VIEWS)) {
        const name = `${screen}-${theme}-${view}.webp`;
        if (!name.includes(only)) {
          continue;
        }
        const context = await browser.newContext({ ...settings, colorScheme: theme, locale: "en-GB", deviceScaleFactor: 1 });
        context.setDefaultTimeout(20_000);
        const visitor = new Visitor(await context.newPage(), { url: place.url });
        await visitor.ready();
        try {
          await show(visitor);
          await visitor.page.evaluate(() => {
            const ends = (it) => it.effect?.getComputedTiming().endTime !== Infinity && !it.effect?.target?.closest?.(".confetti");
            return Promise.all(document.getAnimations().filter(ends).map((it) => it.finished.catch(() => undefined)));
          });
          // A caret that blinks makes another picture each time.
          const picture = await small(await visitor.page.screenshot({ caret: "hide" }));
          await writeFile(join(folder, name), picture);
          bytes += picture.length;
          console.log(name, visitor.problems().join(" | "));
        } catch (why) {
          failed += 1;
          console.error(`${name}: ${why.message}`);
        }
        await context.close();
      }
      await browser.close();
    }
  }
} finally {
  await place.stop();
}
console.log(`${Math.round(bytes / 1024)} KiB of pictures`);
process.exitCode = failed > 0 ? 1 : 0;
