/** The rules of the race. What was decided stands in the state in the order in which it came. */

import { pick } from "../kit/random.js";

export const readLevel = ({ data }) => data;

export function begin(level, seed = 1) {
  return { seed, turn: 0, runners: [], log: [], waitingFor: [], hasReached: false, result: [] };
}

export function play(level, state, { actor, action, params = [] }) {
  switch (action) {
    case "@join":
      return told({ ...state, runners: [...state.runners, runner(state, actor, params[0])] }, []);
    case "@start":
      return told({ ...state, turn: 1 }, []);
    case "@late":
      return decided(level, state, actor, { late: true, steps: 0 });
    case "@leave":
      return decided(level, { ...state, runners: changed(state, actor, { hasLeft: true }) }, actor, null);
  }
  const own = state.runners.find((it) => it.actor === actor);
  switch (action) {
    case "isRunning":
      return told(state, [{ actor, value: !state.hasReached && !own.isOut }]);
    case "peek":
      return told(state, [{ actor, value: state.runners.filter((it) => it.decision).length }]);
    case "roll": {
      const [luck, side] = pick(own.luck, params[0]);
      return told({ ...state, runners: changed(state, actor, { luck }) }, [{ actor, value: side + 1 }]);
    }
    case "advance":
      if (state.hasReached || own.isOut) {
        return told(state, [{ actor, refused: state.hasReached ? "over" : "out" }]);
      }
      return decided(level, state, actor, { late: false, steps: params[0] });
    default:
      return told(state, [{ actor, refused: "unknown" }]);
  }
}

const runner = (state, actor, name) =>
  ({ actor, name, at: 0, luck: state.seed * 100 + actor, decision: null, isOut: false, hasLeft: false });

const changed = (state, actor, by) => state.runners.map((it) => (it.actor === actor ? { ...it, ...by } : it));

function decided(level, state, actor, decision) {
  const after = { ...state, runners: changed(state, actor, { decision }), log: [...state.log, [state.turn, actor]] };
  return undecided(after).length > 0 ? told(after, []) : turned(level, after);
}

/** All run at once; who is last after some turns is out. */
function turned(level, state) {
  const moved = state.runners.map((it) => ({ ...it, at: it.at + (it.decision?.steps ?? 0), decision: null }));
  const answers = state.runners.filter((it) => it.decision && !it.decision.late)
    .map(({ actor }) => ({ actor, value: moved.find((it) => it.actor === actor).at }));
  const last = Math.min(...moved.map((it) => it.at));
  const runners = moved.map((it) => ({ ...it, isOut: it.isOut || (state.turn === level.out && it.at === last) }));
  const isOver = state.turn >= level.turns || runners.every((it) => it.isOut || it.hasLeft);
  return told({ ...state, runners, turn: state.turn + 1, hasReached: isOver }, answers);
}

const undecided = ({ runners }) => runners.filter((it) => !it.decision && !it.isOut && !it.hasLeft).map((it) => it.actor);

function told(state, answers) {
  // A place depends on the order of what was decided, as it must not in a better game.
  const turns = state.log.map(([turn, actor]) => turn * actor);
  const place = (it) => 1 + state.runners.filter((other) => other.at > it.at).length;
  const result = state.runners.map((it) => ({ actor: it.actor, name: it.name, place: place(it), points: it.at + (turns[0] ?? 0) }));
  const waitingFor = state.turn > 0 && !state.hasReached ? undecided(state) : [];
  return [{ ...state, waitingFor, result }, [], answers];
}
