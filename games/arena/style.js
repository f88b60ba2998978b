/** How the arena is laid out: the head, the picture, the ranking beside or below it, and what lies over it. */

/** @param {import("./palette.js").Palette} palette */
export function styleOf(palette) {
  return `
.arena { position: relative; box-sizing: border-box; width: 100%; height: 100%; overflow: hidden; display: grid;
  grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) auto; gap: 0.3em 0.6em; padding: 0.45em 0.6em;
  color: ${palette.ink}; font: 600 clamp(0.8rem, 2.1vmin, 1.7rem)/1.25 system-ui, sans-serif;
  background: radial-gradient(circle at 50% 45%, ${palette.skyGlow}, ${palette.sky} 75%); }
.arena-head { grid-column: 1 / -1; display: flex; flex-wrap: wrap; justify-content: center; gap: 0.5em; }
.arena-chip { display: inline-flex; align-items: center; gap: 0.45em; height: 2em; padding: 0 0.8em; border-radius: 99em;
  background: ${palette.chip}; border: 1px solid ${palette.chipEdge}; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
.arena-chip svg { width: auto; height: 1.25em; display: block; }
.arena-chip.is-hot { background: ${palette.fire}; border-color: ${palette.fire}; color: #2a0800; }
.arena-picture { grid-row: 2; grid-column: 1; width: 100%; height: 100%; min-height: 0; display: block; }
.arena-ranking { grid-row: 2; grid-column: 2; width: 15.5em; align-self: center; display: flex; flex-direction: column; gap: 0.4em; }
.arena-ranking:empty { display: none; }
.arena-row { display: grid; grid-template-columns: 1.2em 2.3em minmax(0, 1fr) auto; align-items: center; gap: 0.5em;
  padding: 0.3em 0.7em 0.3em 0.6em; border-radius: 0.8em; background: ${palette.chip}; border: 1px solid ${palette.chipEdge}; border-left: 0.35em solid var(--own); }
.arena-row svg { width: 2.3em; height: 2.3em; display: block; }
.arena-row .place { font-variant-numeric: tabular-nums; font-weight: 800; text-align: center; }
.arena-row .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 700; }
.arena-row .count { font-variant-numeric: tabular-nums; font-weight: 800; text-align: right; min-width: 1.3em; }
.arena-bar { height: 0.42em; margin-top: 0.2em; border-radius: 1em; background: ${palette.track}; overflow: hidden; }
.arena-bar i { display: block; height: 100%; border-radius: 1em; background: var(--level); }
.arena-row.is-out { opacity: 0.55; } .arena-row.is-out .name { text-decoration: line-through; }
.arena.is-tall .arena-ranking { grid-row: 3; grid-column: 1 / -1; width: 100%; display: grid; gap: 0.35em;
  grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); }
.arena.is-tall .arena-row { grid-template-columns: 1.9em minmax(0, 1fr) auto; padding: 0.15em 0.45em; gap: 0.35em; }
.arena.is-tall .arena-row svg { width: 1.9em; height: 1.9em; }
.arena.is-tall .arena-row .place { display: none; }
.arena.is-small.is-tall .arena-row .word { display: none; } .arena.is-small.is-tall .arena-bar { margin: 0; height: 0.6em; }
.arena.is-small { padding: 0.3em; gap: 0.25em; } .arena.is-small .arena-chip { height: 1.75em; padding: 0 0.6em; }
.arena-veil { position: absolute; inset: 0; display: grid; place-items: center; padding: 0.8em; background: ${palette.veil}; overflow: auto; }
.arena-card { width: min(100%, 34em); max-height: 100%; text-align: center; display: flex; flex-direction: column; align-items: center; gap: 0.7em; }
.arena-card.is-wide { width: min(100%, 50em); } .arena-crowns { display: flex; gap: 0.6em; } .arena-crowns svg { height: min(6.5em, 20vh); display: block; }
.arena-card h2 { margin: 0; font-size: 1.7em; line-height: 1.15; font-weight: 800; } .arena-card p { margin: 0; color: ${palette.inkSoft}; }
.arena-list { display: grid; width: 100%; gap: 0.4em 0.6em; text-align: left; }
.arena-list.is-pairs { grid-template-columns: repeat(auto-fit, minmax(11em, 1fr)); }
.arena-list .arena-row { grid-template-columns: 2.3em minmax(0, 1fr) auto; }
.arena-list.is-score .arena-row { grid-template-columns: 1.6em 2.3em minmax(0, 1fr) auto; }
.arena-list.is-score.is-pairs { grid-template: repeat(var(--rows), auto) / 1fr 1fr; grid-auto-flow: column; }
.arena.is-small .arena-list small, .arena.is-small .arena-crowns { display: none; }
.arena-list small { display: block; color: ${palette.inkSoft}; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.arena-row.is-first { border-color: ${palette.gold}; border-width: 2px; border-left-width: 0.35em; }
.arena-start { font: inherit; font-weight: 800; font-size: 1.3em; min-height: 44px; padding: 0.4em 1.6em; border-radius: 99em; border: 0; cursor: pointer;
  background: ${palette.accent}; color: ${palette.accentInk}; }
.arena-start:disabled { opacity: 0.45; cursor: default; } .arena-start:focus-visible { outline: 3px solid ${palette.ink}; outline-offset: 3px; }
.arena-banner { position: absolute; left: 50%; top: 42%; transform: translate(-50%, -50%); padding: 0.5em 1.2em; border-radius: 0.9em; font-size: 1.5em;
  font-weight: 800; background: ${palette.chip}; border: 3px solid ${palette.low}; text-align: center; max-width: 85%; box-shadow: 0 0.4em 1.6em rgba(0, 0, 0, 0.35); }
`;
}
