/** One game in its frame: does what the page asks, each program's one after the other, and answers. */

import type { Level, NativeGame, Playing } from "../../sdk/livecoding-game";
import type { Ask, FrameNote } from "../stage/protocol.ts";
import { type GamePackage, type StageCommand, type StageSettings, isOfHost } from "../stage/types.ts";
import { STAGE } from "../texts/stage.ts";
import { LANGS, type Lang, tell } from "../texts/texts.ts";
import { type Context, createConsole, createContext } from "./context.ts";
import { USUAL_KEYS, listensToKeys, nextKey } from "./keys.ts";
import { type Loaded, load } from "./load.ts";
import { ALONE, HOST, Turns } from "./turns.ts";
import { unloaded } from "./unloaded.ts";
import { bounded, jsonOf, textOf, wordsOf } from "./values.ts";

/** A command of the original that takes longer, in a game that listens to keys, waits for one. */
const KEY_MS = 600;
/** One that takes longer anyway waits for its user somehow: the original sets it no time. */
const USER_MS = 2_000;

export type Parts = {
  readonly element: HTMLElement;
  readonly note: (note: FrameNote) => void;
  /** Shows the frame as the settings have it. */
  readonly dress: (settings: StageSettings, isNative: boolean) => void;
};

type Game = Readonly<Record<string, unknown>> & NativeGame;

export class Play {
  readonly #parts: Parts;
  readonly #turns = new Turns();
  /** The commands that are being played, by number; the newest last. */
  readonly #playing = new Map<number, Playing>();
  /** Keys that are waited for, by wait. */
  readonly #keys = new Map<symbol, readonly string[]>();
  #settings: StageSettings | null = null;
  #loaded: Loaded | null = null;
  #game: Game | null = null;
  #context: Context | null = null;
  #level: Level | null = null;
  #clockOffset = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get lang(): Lang {
    return LANGS.find((it) => it === this.#settings?.lang) ?? "en";
  }

  /** The answer to an ask, or what is thrown at it. */
  async answer(n: number, it: Ask): Promise<unknown> {
    switch (it.ask) {
      case "load":
        this.setClock(it.clockOffset);
        return this.#load(it.manifestUrl, it.settings, it.level);
      case "describe":
        return this.#hook("describe");
      case "page":
        return this.#loaded?.readPage(it.at, it.lang) ?? "";
      case "command":
        return this.#turns.take(n, laneOf(it.command), (signal) => this.#command(n, it.command, signal));
      case "join": {
        const { actor, name, language } = it;
        return this.#turns.take(n, actor, () => this.#hook("join", { actor, name, language }).then(() => null));
      }
      case "leave": {
        const { actor, reason } = it;
        return this.#turns.take(n, actor, () => this.#hook("leave", { actor, reason }).then(() => null));
      }
      case "level":
        return this.#turns.takeWhole(n, () => this.#setLevel(it.id, it.seed));
      case "reset":
        return this.#turns.takeWhole(n, () => this.#reset());
      case "snapshot":
        // Between the commands of a program that is alone; several never rest all at once.
        return this.#turns.take(n, ALONE, async () => jsonOf(await this.#hook("snapshot"), this.lang));
      case "restore":
        return this.#turns.takeWhole(n, () => this.#hook("restore", it.state).then(() => null));
    }
  }

  cancel(n: number): void {
    this.#turns.cancel(n);
  }

  configure(settings: StageSettings): void {
    this.#settings = settings;
    this.#parts.dress(settings, this.#loaded?.plan.isNative ?? true);
    this.#context?.configure(settings);
  }

  setClock(offset: number): void {
    this.#clockOffset = offset;
  }

  async #load(manifestUrl: string, settings: StageSettings, level: string | null): Promise<GamePackage> {
    this.configure(settings);
    const loaded = await load(manifestUrl, this.lang);
    const { plan, Game } = loaded;
    const { element, note } = this.#parts;
    this.#loaded = loaded;
    this.#parts.dress(this.#settings ?? settings, plan.isNative);
    const waitForKey = (keys: readonly string[], signal: AbortSignal | undefined) => this.#waitForKey(keys, signal);
    this.#context = createContext(this.#settings ?? settings, { note, waitForKey, now: () => Date.now() + this.#clockOffset });
    const parts = { element, assetsBasePath: plan.assets, console: createConsole(note) };
    const first = plan.levels.find((it) => it.id === level) ?? plan.levels[0];
    try {
      this.#game = new Game({ ...parts, stage: this.#context.stage }) as Game;
      Object.assign(window, { game: this.#game });
      if (first) {
        await this.#setLevel(first.id);
      }
    } catch (why) {
      console.error(why);
      throw await unloaded(this.lang, { what: "constructor_", values: { why: wordsOf(why) } });
    }
    const has = (name: keyof NativeGame) => plan.isNative && typeof this.#game?.[name] === "function";
    const hooks = {
      reset: has("reset") || (has("setLevel") && plan.levels.length > 0),
      snapshot: has("snapshot") && has("restore"),
      describe: has("describe"),
      join: has("join"),
      leave: has("leave"),
    };
    return { ...loaded.told, hooks };
  }

  async #setLevel(id: string, seed?: number): Promise<null> {
    const level = this.#loaded?.plan.levels.find((it) => it.id === id);
    if (!level) {
      throw { code: "no_level", text: tell(STAGE.noLevel, this.lang, { level: id }) };
    }
    const written = level.written as unknown as Level;
    this.#level = seed === undefined ? written : { ...written, seed };
    await this.#game?.setLevel?.(this.#level);
    return null;
  }

  async #reset(): Promise<null> {
    if (typeof this.#game?.reset === "function") {
      await this.#game.reset();
    } else if (this.#level) {
      await this.#game?.setLevel?.(this.#level);
    }
    return null;
  }

  async #hook(name: "describe" | "snapshot" | "restore" | "join" | "leave", given?: unknown): Promise<unknown> {
    const value = (await (this.#game?.[name] as ((given: unknown) => unknown) | undefined)?.call(this.#game, given)) ?? null;
    return name === "describe" ? textOf(value ?? "") : value;
  }

  async #command(n: number, command: StageCommand, signal: AbortSignal): Promise<unknown> {
    const { text, action = "", params = [], replay: isReplay = false, actor, answer } = command;
    const game = this.#game;
    const plan = this.#loaded?.plan;
    const playing: Playing = { signal, isReplay };
    const isOriginal = !plan?.isNative;
    const unwatch = isOriginal && !isReplay ? this.#watch(n) : () => {};
    if (plan?.waitingActions.includes(action) && !isReplay) {
      this.#parts.note({ note: "waits", of: n, forUser: true });
    }
    this.#playing.set(n, playing);
    const end = this.#context?.play(playing);
    try {
      if (!isOriginal && typeof game?.command === "function") {
        const list = Array.isArray(params) ? params : [params];
        const who = actor === undefined ? {} : { actor };
        const was = answer === undefined ? {} : { answer };
        return jsonOf(await game.command({ action, params: list, text, ...playing, ...who, ...was }), this.lang);
      }
      if (typeof game?.executeGameCommand !== "function") {
        throw { code: "no_command", text: tell(STAGE.noCommand, this.lang, { text: text.slice(0, 200) }) };
      }
      const given = game.executeGameCommand(text);
      // A wait for a key is not waited for again; who asks for its answer has it.
      const value = await (isOriginal && isReplay ? Promise.race([given, soon()]) : given);
      if (!isOriginal) {
        return jsonOf(value, this.lang);
      }
      const said = textOf(value);
      return bounded(said, said, this.lang);
    } finally {
      unwatch();
      end?.();
      this.#playing.delete(n);
    }
  }

  /** Says that a game of the original waits for its user, which it cannot say itself. */
  #watch(n: number): () => void {
    const wait = Symbol("original");
    const tellUser = () => this.#parts.note({ note: "waits", of: n, forUser: true });
    const early = setTimeout(() => {
      if (listensToKeys()) {
        this.#wantKeys(wait, USUAL_KEYS);
        tellUser();
      }
    }, KEY_MS);
    const late = setTimeout(tellUser, USER_MS);
    return () => {
      clearTimeout(early);
      clearTimeout(late);
      this.#wantKeys(wait, null);
    };
  }

  async #waitForKey(keys: readonly string[], signal: AbortSignal | undefined): Promise<string> {
    const played = [...this.#playing];
    const [of, playing] = played.findLast(([, it]) => it.signal === signal) ?? played.at(-1) ?? [];
    if (playing?.isReplay) {
      return keys[0] ?? "";
    }
    const wait = Symbol("keys");
    const waits = (forUser: boolean) => of !== undefined && this.#parts.note({ note: "waits", of, forUser });
    this.#wantKeys(wait, keys.length ? keys : USUAL_KEYS);
    waits(true);
    try {
      return await nextKey(keys, signal);
    } finally {
      this.#wantKeys(wait, null);
      waits(false);
    }
  }

  #wantKeys(wait: symbol, keys: readonly string[] | null) {
    const had = this.#keys.delete(wait);
    if (keys) {
      this.#keys.set(wait, keys);
    }
    if (had || keys) {
      this.#parts.note({ note: "keys", keys: [...new Set([...this.#keys.values()].flat())] });
    }
  }
}

/** The host's own actions wait for no program: one that has ended may still be answered something. */
function laneOf(command: StageCommand): number {
  return isOfHost(command) ? HOST : (command.actor ?? ALONE);
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, KEY_MS));
}
