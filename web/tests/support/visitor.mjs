/** A visitor of the page: sees it by roles and names, uses it by mouse and keys. */

import assert from "node:assert/strict";

const WAIT_MS = 20_000;

/** What a browser reports when it loses its server: the connection, and whatever was just being loaded. */
export const LOST = /WebSocket|net::ERR_(CONNECTION|EMPTY|SOCKET)/;

export class Visitor {
  #problems = [];
  #expects;
  url;

  /** `expects`: what the browser may report, by regular expressions. */
  constructor(page, { url, expects = [] }) {
    this.page = page;
    this.url = url;
    this.#expects = expects;
  }

  /** Before anything is opened: hears everything that goes wrong. */
  async ready() {
    await this.hear(this.page);
    await this.page.context().addInitScript(() => {
      addEventListener("securitypolicyviolation", (it) => {
        console.error(`policy: ${it.effectiveDirective} of ${it.documentURI.split("?")[0]} refuses ${it.blockedURI}`);
      });
    });
  }

  hear(page) {
    const say = (text) => this.#problems.push(text);
    page.on("console", (it) => ["error", "warning"].includes(it.type()) && say(`console: ${it.text()}`));
    page.on("pageerror", (why) => say(`error: ${why.stack ?? why}`));
    page.on("requestfailed", (it) => {
      const why = it.failure()?.errorText;
      // A page that is left loads no further: that is no fault of anybody's.
      if (why !== "net::ERR_ABORTED") {
        say(`request: ${it.url()} ${why}`);
      }
    });
    page.on("response", (it) => it.status() >= 400 && say(`answer: ${it.status()} ${it.url()}`));
    page.on("crash", () => say("the page crashed"));
  }

  problems() {
    return this.#problems.filter((it) => !this.#expects.some((expected) => expected.test(it)));
  }

  expect(...what) {
    this.#expects = [...this.#expects, ...what];
  }

  /** One more page of the same browser; what it reports counts as this visitor's. */
  async anotherTab(url, page) {
    const other = new Visitor(page ?? (await this.page.context().newPage()), { url, expects: this.#expects });
    other.#problems = this.#problems;
    other.hear(other.page);
    return other;
  }

  leave() {
    return this.page.context().close();
  }

  // Coming and choosing.

  /** Opens the page, and waits until a program can be run. */
  async open(path = "/") {
    await this.page.goto(this.url + path);
    await this.isReady();
  }

  async isReady() {
    await this.says(/^Ready$/);
    // On a phone it stands behind the stage.
    await this.page.getByRole("textbox", { name: /^Program, file/, includeHidden: true }).waitFor({ state: "attached" });
  }

  /** Opens the page at a level of the maze, in a language. */
  async openAt(level, language, rest = "") {
    await this.open(`/?game=maze&level=${level}&language=${language}${rest}`);
  }

  async chooseLanguage(title) {
    await this.button(/^Choose a programming language/).click();
    await this.dialog("Programming languages").getByRole("button").filter({ has: this.page.getByText(title, { exact: true }) }).click();
    await this.page.getByRole("button", { name: `Choose a programming language: ${title}` }).waitFor();
  }

  async chooseLevel(title) {
    await this.button(/^Choose a game and a level/).click();
    await this.dialog("Games and levels").getByRole("button").filter({ has: this.page.getByText(title, { exact: true }) }).click();
    await this.page.getByRole("heading", { name: title }).waitFor();
  }

  async fromMenu(name) {
    await this.button("Menu").click();
    await this.dialog("Menu").getByRole("button", { name }).click();
  }

  dialog(name) {
    return this.page.getByRole("dialog", { name });
  }

  button(name, options = {}) {
    return this.page.getByRole("button", { name, exact: typeof name === "string", ...options });
  }

  // The program.

  get editor() {
    return this.page.getByRole("textbox", { name: /^Program, file/ });
  }

  editorIn(lang) {
    const program = { en: "Program", fr: "Programme", de: "Programm", it: "Programma" }[lang];
    return this.page.getByRole("textbox", { name: new RegExp(`^${program},`) });
  }

  /** The text of the program, as it is to be seen. */
  program(editor = this.editor) {
    return editor.evaluate((it) => [...it.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
  }

  async hasProgram(text, editor = this.editor) {
    await this.sees("the program", () => this.program(editor), (it) => it.trim() === text.trim());
  }

  /** Pastes a program in the place of what is there. */
  async write(text, editor = this.editor) {
    await editor.focus();
    await this.page.keyboard.press("Control+A");
    await editor.evaluate((editor, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await this.hasProgram(text, editor);
  }

  async run(text) {
    if (text !== undefined) {
      await this.write(text);
    }
    await this.runButton.click();
  }

  get runButton() {
    return this.button(/^(Run|Again)$/);
  }

  get bar() {
    return this.page.getByRole("region", { name: "Run the program" });
  }

  /** Waits until the status line says it. */
  async says(words) {
    await this.bar.getByText(words).first().waitFor({ timeout: WAIT_MS }).catch(async (why) => {
      const now = await this.bar.innerText().catch(() => "nothing");
      throw new Error(`the page does not say ${words}, it says: ${now.replace(/\s+/g, " ")}`, { cause: why });
    });
  }

  get errorCard() {
    return this.page.getByRole("article", { name: /^Error: / });
  }

  /** Lets programs stay open for more instructions. */
  async staysOpen() {
    const stays = this.page.getByRole("switch", { name: "Stay open" });
    // Where there is room it stands beside the buttons.
    if (!(await stays.isVisible())) {
      await this.button("Speed and more").click();
    }
    await this.page.getByText("Stay open").click();
    assert.ok(await stays.isChecked());
    await this.page.keyboard.press("Escape");
  }

  speed(at) {
    return this.page.getByRole("slider", { name: "Speed" }).fill(String(at));
  }

  // What comes of it.

  get stage() {
    return this.page.getByRole("region", { name: "Stage" });
  }

  /** The document of the game. */
  get game() {
    return this.page.frameLocator("iframe");
  }

  get consoleLines() {
    return this.page.getByRole("region", { name: "What the program and the game say" });
  }

  async prints(words) {
    await this.consoleLines.getByText(words).first().waitFor({ timeout: WAIT_MS }).catch(async (why) => {
      const now = await this.consoleLines.innerText().catch(() => "nothing");
      throw new Error(`the console does not say ${words}, it says:\n${now}`, { cause: why });
    });
  }

  get celebration() {
    return this.page.getByRole("region", { name: "Level done!" });
  }

  async reachesTheGoal() {
    await this.celebration.waitFor({ timeout: WAIT_MS }).catch(async (why) => {
      const now = await this.page.locator("body").innerText();
      throw new Error(`the goal is not reached; the page shows:\n${now}`, { cause: why });
    });
  }

  /** What a screen reader is told of the stage. */
  async describesTheStage() {
    await this.fromMenu("Describe the stage");
    const told = this.stage.getByText(/robot/i).last();
    await told.waitFor({ state: "attached" });
    return told.innerText();
  }

  /** Waits for a fact that no single element shows. */
  async sees(what, look, isRight) {
    const end = Date.now() + WAIT_MS;
    let last;
    do {
      last = await look();
      if (isRight(last)) {
        return last;
      }
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    } while (Date.now() < end);
    assert.fail(`${what} does not become what it should; it is ${JSON.stringify(last)}`);
  }
}
