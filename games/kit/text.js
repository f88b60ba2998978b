/** Texts of a game in four languages beside each other. */

/** @typedef {Readonly<Record<"en" | "fr" | "de" | "it", string>>} Told */

/** @type {(en: string, fr: string, de: string, it: string) => Told} */
export const told = (en, fr, de, it) => ({ en, fr, de, it });
