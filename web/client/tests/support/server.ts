/** The real server on a port of its own, behind a proxy that can cut every connection. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type Server as Listener, type Socket, connect, createServer } from "node:net";
import { createInterface } from "node:readline";

// Scripts of npm run in the folder of package.json.
const BINARY = process.env["LIVECODING_BINARY"] ?? "../../target/debug/livecoding";

export class Server {
  /** Where clients connect. */
  readonly url: string;
  #child: ChildProcess;
  #proxy: Listener;
  #pairs: Set<[Socket, Socket]>;

  private constructor(child: ChildProcess, proxy: Listener, pairs: Set<[Socket, Socket]>) {
    const address = proxy.address() as { port: number };
    this.url = `ws://127.0.0.1:${address.port}/ws`;
    this.#child = child;
    this.#proxy = proxy;
    this.#pairs = pairs;
  }

  /** Starts a server with settings, as `{ LIVECODING_RUN_STOP_GRACE_MS: "100" }`. */
  static async start(settings: Record<string, string> = {}): Promise<Server> {
    const child = spawn(BINARY, ["serve", "--listen", "127.0.0.1:0"], {
      env: { ...process.env, ...settings },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const failed = once(child, "error").then(([error]) => Promise.reject(error));
    const lines = createInterface(child.stdout!);
    const [line] = await Promise.race([once(lines, "line"), failed]);
    const port = Number(/:(\d+)/.exec(String(line).split("http://")[1] ?? "")?.[1]);
    const pairs = new Set<[Socket, Socket]>();
    const proxy = createServer((near) => {
      const pair: [Socket, Socket] = [near, connect(port, "127.0.0.1")];
      pairs.add(pair);
      const [, far] = pair;
      const end = () => {
        pairs.delete(pair);
        pair.forEach((socket) => socket.destroy());
      };
      for (const socket of pair) {
        socket.on("error", end).on("close", end).setNoDelay(true);
      }
      near.pipe(far).pipe(near);
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    return new Server(child, proxy, pairs);
  }

  /** How many connections there are. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Cuts every connection without a word. */
  cut(): void {
    this.#pairs.forEach(([near]) => near.resetAndDestroy());
  }

  async stop(): Promise<void> {
    this.cut();
    this.#proxy.close();
    this.#child.kill("SIGKILL");
    await once(this.#child, "exit");
  }
}
