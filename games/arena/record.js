/** What was played, as a replay file tells it. */

/** A match has at most so many commands; what is more is not kept. */
const MOST_COMMANDS = 20_000;

export class Record {
  #began = Date.now();
  /** @type {{ at: number, actor: number, action: string, params: unknown[], value?: unknown, refused?: string }[]} */
  #commands = [];
  /** What waits for its answer, by actor. @type {Map<number, number>} */
  #open = new Map();

  /**
   * @param {string} level
   * @param {number} seed
   */
  constructor(level, seed) {
    this.level = level;
    this.seed = seed;
  }

  /** @type {(command: { actor: number, action: string, params: unknown[] }, answers: import("./logic.js").Answer[]) => void} */
  add(command, answers) {
    if (this.#commands.length >= MOST_COMMANDS) {
      return;
    }
    this.#open.set(command.actor, this.#commands.length);
    this.#commands.push({ at: Date.now() - this.#began, ...command });
    for (const { actor, ...answer } of answers) {
      const asked = this.#commands[this.#open.get(actor) ?? -1];
      if (asked) {
        Object.assign(asked, answer);
      }
    }
  }

  /** @param {import("./logic.js").State | undefined} state */
  file(state) {
    const actors = (state?.robots ?? []).filter((it) => it.bot === "").map(({ actor, name, language }) => ({ actor, name, language }));
    const at = this.#commands.at(-1)?.at ?? 0;
    return {
      format: "livecoding-replay", version: 1, game: "arena", level: this.level, seed: this.seed, actors,
      commands: structuredClone(this.#commands), end: { reason: state?.isOver ? "finished" : "stopped", at },
    };
  }
}
