/** A small game: it notes every move that is made on its stage. */

import { connect } from "../../src/index.js";
import type { Attach, CommandTold, Options, RunEnded, Session } from "../../src/index.js";

export class Game {
  static #all: Game[] = [];

  readonly session: Session;
  /** The moves on the stage. */
  moves: number[] = [];
  /** How often the stage was cleared, and what was restored. */
  resets = 0;
  restored: unknown[] = [];
  /** Called for each command, before it is answered. */
  onMove: (command: CommandTold) => unknown = () => undefined;

  constructor(url: string, options: Options = {}) {
    this.session = connect(url, options);
    Game.#all.push(this);
    this.session.player.on("command", async (command) => {
      this.moves.push(Number(command.params));
      await this.onMove(command);
      return "ok";
    });
    this.session.player.on("reset", () => {
      this.moves = [];
      this.resets += 1;
    });
    this.session.player.on("restore", ({ state }) => {
      this.restored.push(state);
      this.moves = [...(state as number[])];
    });
  }

  /** Ends every game of a test, also of one that failed. */
  static closeAll(): void {
    Game.#all.splice(0).forEach(({ session }) => session.close());
  }

  /** With what another page joins as one that can play. */
  invitation(): Promise<Attach> {
    return new Promise((resolve) => {
      this.session.on("welcome", ({ session, attach_keys }) =>
        resolve({ session, key: attach_keys.player ?? "" }),
      );
    });
  }

  /** Starts a Lua program. */
  async run(text: string, more = {}): Promise<void> {
    const files = [{ name: "main.lua", text }];
    await this.session.run.start({ language: "lua", files, ...more });
  }

  /** The end of a run. */
  ended(): Promise<RunEnded> {
    return new Promise((resolve) => this.session.on("run.ended", resolve));
  }

  /** The moment when this many moves are made. */
  async reached(moves: number): Promise<void> {
    await eventually(() => this.moves.length >= moves);
  }

  /** The moment when the connection stands so. */
  stands(state: Session["state"]): Promise<void> {
    return new Promise((resolve) => {
      const off = this.session.on("state", (told) => {
        if (told.state === state) {
          off();
          resolve();
        }
      });
    });
  }
}

/** Waits for a fact; the test's time limit is the hang guard. */
export async function eventually(isFact: () => boolean): Promise<void> {
  while (!isFact()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A program that makes this many moves. */
export function moves(count: number): string {
  return `for i = 1, ${count} do Engine.send('{"move":' .. i .. '}') end`;
}

/** The moves that it makes. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
