/**
 * Plays the solutions of a game without a page: the server named by LIVECODING_BINARY runs each of them as a real
 * process, and the game's rules answer here.
 *
 *     LIVECODING_BINARY=target/debug/livecoding node --experimental-websocket web/tests/support/play-game.mjs maze [level…]
 *
 * With `--starters` the programs to begin with are played instead, in every language that has some: none of them may
 * fail or reach the goal, and those of a level all ask the same of the game.
 *
 * With LIVECODING_URL, such as `ws://127.0.0.1:8080/ws`, a server that is there already is asked instead, with its game.
 * Prints a line for each program, and ends with 1 where one did not reach its goal.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const [game, ...wanted] = process.argv.slice(2).filter((it) => !it.startsWith("--"));
const GAME = new URL(`../../../games/${game}/`, import.meta.url);
const GAMES = fileURLToPath(new URL("..", GAME));
const LANGUAGES = { ruby: "rb", python: "py", php: "php", javascript: "js", nodejs: "js", lua: "lua" };
const GUARD_MS = 60_000;

const read = (path) => readFile(new URL(path, GAME), "utf8");
const manifest = JSON.parse(await read("manifest.json"));
const { begin, play, readLevel } = await import(new URL(manifest.data.rules ?? "logic.js", GAME).href);
/** What the player presses, by level. */
const keys = JSON.parse(await read("solutions/keys.json").catch(() => "{}"));
/** What waits for the player, with a key that is pressed where the level names none. */
const waits = new Map(manifest.commands.filter((it) => it.waits_for === "user").map((it) => [
  it.action ?? it.name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()), it.result?.values?.at(-1) ?? "",
]));
const playsStarters = process.argv.includes("--starters");
/** A program to begin with may wait for keys for ever. */
const MOST_COMMANDS = 60;

const server = process.env.LIVECODING_URL ? null : await startServer();
let failures = 0;
try {
  const client = await greet(process.env.LIVECODING_URL ?? server.url);
  const installed = client.welcome.languages.filter((it) => it.works).map((it) => it.id);
  for (const level of manifest.levels) {
    let first = null;
    for (const language of Object.keys(playsStarters ? level.starters : LANGUAGES)) {
      if (wanted.length > 0 && !wanted.includes(level.id)) {
        continue;
      }
      if (!installed.includes(language)) {
        console.log(`none    ${level.id} in ${language}: not installed`);
        continue;
      }
      const text = playsStarters ? level.starters[language] : await read(`solutions/${level.id}.${LANGUAGES[language]}`);
      const { isGood, told, said } = await solve(client, level, language, text);
      first ??= { language, said };
      const isOther = playsStarters && said !== first.said;
      failures += isGood && !isOther ? 0 : 1;
      const difference = isOther ? `; not as in ${first.language}: ${said}` : "";
      console.log(`${isGood && !isOther ? "ok     " : "FAILED "} ${level.id} in ${language}: ${told}${difference}`);
    }
  }
  client.close();
} finally {
  server?.child.kill();
}
process.exitCode = failures > 0 ? 1 : 0;

/** Runs one program to its end; says how it went, and what it asked of the robot. */
async function solve(client, level, language, text) {
  const map = readLevel(level);
  const pressed = [...(keys[level.id] ?? [])];
  const extension = client.welcome.languages.find((it) => it.id === language).extension;
  const files = [{ name: `main.${extension}`, text }];
  let state = begin(map);
  let errors = "";
  client.send({ type: "run.start", body: { language, files, game: { id: game }, restart: "never" } });
  let asked = 0;
  const commands = [];
  for (;;) {
    const { type, body } = await client.next();
    if (type === "command" && !body.replay) {
      asked += 1;
      if (commands.length < MOST_COMMANDS) {
        commands.push([body.action, ...(body.params ?? [])].join(" "));
      }
      if (playsStarters && asked === MOST_COMMANDS) {
        client.send({ type: "run.stop", body: {} });
      }
      const params = waits.has(body.action) ? [pressed.shift() ?? waits.get(body.action)] : (body.params ?? []);
      const [after, , given] = play(map, state, { action: body.action, params });
      state = after;
      // Games for several programs answer with a list; who is alone is the first actor.
      const answer = Array.isArray(given) ? given.find((it) => it.actor === 1) : given;
      const told = "refused" in answer ? { error: { code: answer.refused, text: answer.refused } } : { value: answer.value };
      client.send({ type: "command.result", body: { cid: body.cid, ...told } });
    } else if (type === "program.error") {
      errors += ` ${body.name ?? ""}: ${body.message ?? JSON.stringify(body)}`;
    } else if (type === "error") {
      return { isGood: false, told: `${body.code}: ${body.text}`, said: "" };
    } else if (type === "run.ended") {
      const isStopped = playsStarters && asked >= MOST_COMMANDS && errors === "";
      // Where there is no goal, a program only has to end.
      const isGood = isStopped || (body.reason === "finished" && (level.data?.free === true || state.hasReached !== playsStarters));
      const result = `${body.reason}, ${asked} commands, par ${level.par}, ${state.hasReached ? "goal reached" : "goal not reached"}`;
      return { isGood, told: `${result}${errors}`, said: commands.join(", ") };
    }
  }
}

/** A server with this maze in the place of its own: some languages call a game's functions by the game's name. */
async function startServer() {
  const binary = process.env.LIVECODING_BINARY ?? "target/debug/livecoding";
  const child = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--games", GAMES], { stdio: ["ignore", "pipe", "ignore"] });
  const failed = once(child, "error").then(([error]) => Promise.reject(error));
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), failed]);
  const port = /:(\d+)/.exec(String(line).split("http://")[1] ?? "")?.[1];
  return { child, url: `ws://127.0.0.1:${port}/ws` };
}

/** A client of the native protocol that gives one message after the other. */
async function greet(url) {
  const socket = new WebSocket(url, "livecoding.v2.json");
  const inbox = [];
  let wake = () => undefined;
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "ping") {
      send({ type: "pong", body: message.body });
      return;
    }
    inbox.push(message);
    wake();
  });
  const lost = new Promise((_, reject) => {
    socket.addEventListener("close", ({ code, reason }) => reject(new Error(`the connection is lost: ${code} ${reason}`)));
    socket.addEventListener("error", () => reject(new Error(`there is no server at ${url}`)));
  });
  lost.catch(() => undefined);
  let id = 0;
  function send(message) {
    id += 1;
    socket.send(JSON.stringify({ v: 2, id, ...message }));
  }
  async function next() {
    while (inbox.length === 0) {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error("the server says nothing")), GUARD_MS);
      });
      await Promise.race([new Promise((resolve) => (wake = resolve)), lost, late]).finally(() => clearTimeout(timer));
    }
    return inbox.shift();
  }
  await Promise.race([once(socket, "open"), lost]);
  send({ type: "hello", body: { roles: ["editor", "player"], client: { name: "play-game" } } });
  for (;;) {
    const { type, body } = await next();
    if (type === "welcome") {
      return { welcome: body, send, next, close: () => socket.close() };
    }
  }
}
