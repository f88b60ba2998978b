import { resolve } from "node:path";
import { launch } from "../support/browser.mjs";
import { startPlace } from "../support/server.mjs";
import { Visitor } from "../support/visitor.mjs";
const games = resolve(import.meta.dirname, "../games-together");
const place = await startPlace({ isCut: true, games });
const browser = await launch();
const t0 = Date.now();
const log = (...it) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...it);
const out = "/tmp/together-shots";
const SCREENS = { phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, laptop: { viewport: { width: 1366, height: 768 } }, projector: { viewport: { width: 1920, height: 1080 } } };
async function visit(screen, colorScheme = "light") {
  const context = await browser.newContext({ ...SCREENS[screen], colorScheme, locale: "en-GB" });
  context.setDefaultTimeout(60000);
  const v = new Visitor(await context.newPage(), { url: place.url });
  await v.ready();
  return v;
}
try {
  const host = await visit("projector");
  await host.page.route("**/addresses", (it) => it.fulfill({ json: { urls: ["http://192.168.1.20:8080"] } }));
  await host.open("/?game=race"); log("host open");
  await host.button("Menu").click();
  await host.dialog("Menu").getByRole("button", { name: "Open this stage for others" }).waitFor();
  await host.page.screenshot({ path: `${out}/menu.png` });
  await host.dialog("Menu").getByRole("button", { name: "Open this stage for others" }).click();
  await host.page.getByRole("img", { name: /^QR code to join/ }).waitFor(); log("qr");
  await host.page.screenshot({ path: `${out}/host-empty.png` });
  await host.page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (t) => void (window.copied = t) } }));
  await host.button("Copy the link").click();
  const hash = new URL(await host.page.evaluate(() => window.copied)).hash; log(hash);
  const all = [];
  for (const [name, language, screen, scheme] of [["Ada", "lua", "laptop", "light"], ["Bob", "python", "phone", "light"], ["Cleo", "ruby", "laptop", "dark"]]) {
    const l = await visit(screen, scheme);
    await l.page.goto(`${l.url}/?language=${language}${hash}`); log(name, "goto");
    const dialog = l.dialog("Play on the shared stage");
    await dialog.getByRole("textbox").fill(name);
    await l.page.screenshot({ path: `${out}/join-${screen}-${scheme}.png` });
    await dialog.getByRole("button", { name: "Join in" }).click();
    await l.page.getByText(`as ${name}`).waitFor(); log(name, "seated");
    await l.says(/^Ready$/);
    await l.page.screenshot({ path: `${out}/seated-${screen}-${scheme}.png` });
    all.push(l);
  }
  const [ada, bob, cleo] = all;
  if (process.argv[2] === "dark") await host.page.emulateMedia({ colorScheme: "dark" });
  await ada.speed(2);
  await ada.run("while true do go() end"); log("ada ran");
  await bob.page.getByRole("navigation", { name: "Parts of the page" }).getByRole("button", { name: "Program" }).click();
  await bob.run("go()\nwhile True:\n    pass"); log("bob ran");
  await cleo.run("go\nraise 'oh no'"); log("cleo ran");
  const list = host.page.getByRole("region", { name: "Who plays" });
  await list.getByText("stopped by an error").waitFor(); log("failed shown");
  await list.getByText("computes").waitFor(); log("computes shown");
  await list.getByText("plays", { exact: true }).waitFor(); log("plays shown");
  await host.page.screenshot({ path: `${out}/host-full.png` });
  await ada.page.screenshot({ path: `${out}/plays-laptop.png` });
  await bob.page.screenshot({ path: `${out}/plays-phone.png` });
  await cleo.page.screenshot({ path: `${out}/failed-laptop-dark.png` });
  await host.page.emulateMedia({ colorScheme: "dark" });
  await host.page.screenshot({ path: `${out}/host-dark.png` });
  await host.page.setViewportSize({ width: 360, height: 740 });
  await host.page.screenshot({ path: `${out}/host-phone.png` });
  await host.page.setViewportSize({ width: 1366, height: 768 });
  await host.page.screenshot({ path: `${out}/host-laptop.png` });
  for (const v of [host, ...all]) log(JSON.stringify(v.problems()));
} catch (why) { log(String(why).slice(0, 1500)); for (const [at, c] of browser.contexts().entries()) await c.pages()[0].screenshot({ path: `${out}/zz-${at}.png`, timeout: 8000 }).catch(() => {}); }
await browser.close();
await place.stop();
