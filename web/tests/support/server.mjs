/** The real server, started for tests of the page; and a proxy before it, to cut connections or to serve a fresh page. */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pageFile } from "./dist.mjs";

const web = resolve(import.meta.dirname, "../..");
const START_MS = 60_000;
const END_MS = 20_000;
const TAIL_CHARS = 4_000;

/** A page to serve in the place of the binary's own, with the games of this folder; for whoever changes them. */
const dist = process.env.LIVECODING_PAGE_DIST ? resolve(web, process.env.LIVECODING_PAGE_DIST) : null;

function binary() {
  const path = resolve(process.env.LIVECODING_BINARY ?? resolve(web, "../target/debug/livecoding"));
  if (!existsSync(path)) {
    throw new Error(`there is no server at ${path}: build it with "cargo build", or name one with LIVECODING_BINARY`);
  }
  return path;
}

/** Starts the server at a free port, or at `port`; gives it once it listens. */
export async function startServer({ games, env = {}, args = [], port = 0 } = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("LIVECODING_"));
  const folder = await gamesFolder(games);
  const folders = folder ? ["--games", folder] : [];
  const child = spawn(binary(), ["serve", "--listen", `127.0.0.1:${port}`, ...folders, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((done) => child.once("exit", done)).then(async () => {
    if (folder !== games) {
      await rm(folder, { recursive: true, force: true });
    }
  });
  let said = "";
  const url = await new Promise((done, fail) => {
    const guard = setTimeout(() => fail(new Error(`the server does not listen:\n${said}`)), START_MS);
    const hear = (words) => {
      said = (said + words).slice(-TAIL_CHARS);
      const listens = /listens at (http:\/\/\S+:\d+)\//.exec(said);
      if (listens) {
        clearTimeout(guard);
        done(listens[1]);
      }
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.once("error", fail);
    void ended.then(() => {
      clearTimeout(guard);
      fail(new Error(`the server ended at once:\n${said}`));
    });
  });
  return {
    url,
    port: Number(new URL(url).port),
    said: () => said,
    /** Ends it at once, as a power cut does. */
    kill() {
      child.kill("SIGKILL");
      return ended;
    },
    async stop() {
      child.kill("SIGTERM");
      const guard = setTimeout(() => child.kill("SIGKILL"), END_MS);
      await ended;
      clearTimeout(guard);
    },
  };
}

async function gamesFolder(games) {
  if (!dist) {
    return games;
  }
  const folder = await mkdtemp(join(tmpdir(), "livecoding-games-"));
  await cp(resolve(dist, "../../games"), folder, { recursive: true });
  if (games) {
    await cp(games, folder, { recursive: true });
  }
  return folder;
}

/** Stands before a server: `cut()` drops all connections, `isOpen = false` lets none in. */
export async function startProxy(backend) {
  const sockets = new Set();
  const keep = (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const proxy = {
    backend,
    isOpen: true,
    /** WebSockets that go through it. */
    wires: new Set(),
    cut() {
      for (const socket of proxy.wires) {
        socket.destroy();
      }
    },
    async stop() {
      sockets.forEach((it) => it.destroy());
      await new Promise((done) => server.close(done));
    },
  };
  const server = createServer(async (request, response) => {
    const own = dist === null ? null : await pageFile(dist, request);
    if (own) {
      response.writeHead(own.status, own.headers).end(own.body);
      return;
    }
    const { port } = proxy.backend;
    const asked = ask({ port, host: "127.0.0.1", agent: false, method: request.method, path: request.url, headers: request.headers });
    asked.on("response", (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    request.pipe(asked);
  });
  server.on("connection", (socket) => (proxy.isOpen ? keep(socket) : socket.destroy()));
  server.on("upgrade", (request, socket, head) => {
    if (!proxy.isOpen) {
      socket.destroy();
      return;
    }
    const wire = connect(proxy.backend.port, "127.0.0.1", () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let at = 0; at < request.rawHeaders.length; at += 2) {
        lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
      }
      wire.write(`${lines.join("\r\n")}\r\n\r\n`);
      wire.write(head);
      wire.pipe(socket).pipe(wire);
    });
    keep(wire);
    proxy.wires.add(socket);
    socket.once("close", () => {
      proxy.wires.delete(socket);
      wire.destroy();
    });
    wire.once("close", () => socket.destroy());
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  return proxy;
}

/**
 * A server as a visitor's browser meets it: `url` to open, `server` behind it, `proxy` where there is one –
 * where the test cuts connections, and where a fresh page is served.
 */
export async function startPlace({ isCut = false, ...how } = {}) {
  const server = await startServer(how);
  const proxy = isCut || dist ? await startProxy(server) : null;
  const place = {
    server,
    proxy,
    url: proxy?.url ?? server.url,
    /** The same server once more, at the same port. */
    async again() {
      place.server = await startServer({ ...how, port: server.port });
      if (proxy) {
        proxy.backend = place.server;
      }
    },
    async stop() {
      await proxy?.stop();
      await place.server.stop();
    },
  };
  return place;
}
