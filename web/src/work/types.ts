/** The learner's work, kept in the browser. */

export type File = { readonly name: string; readonly text: string };

/** What a program belongs to. `game` is a game's id, or the URL of its manifest; "" for none. */
export type Place = { readonly game: string; readonly level: string; readonly language: string };

export type Progress = { readonly isReached: boolean; readonly stars: number };

/** A store that never throws: without room, or without permission, it keeps things in memory. */
export type Work = {
  files(place: Place): readonly File[] | null;
  keep(place: Place, files: readonly File[]): void;
  progress(game: string): Readonly<Record<string, Progress>>;
  reached(game: string, level: string, stars: number): void;
  /** Small settings: language of people, theme, speed, last place … */
  setting<T>(name: string, otherwise: T): T;
  set(name: string, value: unknown): void;
  /** Whether it lasts: false where the browser does not let it. */
  readonly isLasting: boolean;
};

/** What a link carries, and nothing else. */
export type Shared = { readonly game: string; readonly level: string; readonly language: string; readonly files: readonly File[] };
