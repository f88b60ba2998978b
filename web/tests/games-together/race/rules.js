/** The rules of the race: each runner goes as far as its program says; nobody wins. */

export const readLevel = (level) => level;

export const begin = () => ({ at: {}, turn: 1, waitingFor: [], hasReached: false, result: [] });

export function play(level, state, { actor = 1, params = [] }) {
  const at = { ...state.at, [actor]: (state.at[actor] ?? 0) + Number(params[0] ?? 1) };
  return [{ ...state, at }, [], [{ actor, value: at[actor] }]];
}
