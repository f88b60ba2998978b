// The rules of TITLE. They are pure: a state and a command give another state, what happens, and the
// answer. `livecoding check` plays by them too, so there is no page here.

/** The level as the rules want it; `data` is what stands in the manifest. */
export function readLevel({ data }) {
  return { path: [...data.path] };
}

/** The state before the first command: plain JSON, which is never changed. */
export function begin() {
  return { at: 0, hasReached: false };
}

/** Plays a command: gives the next state, what happens for the eye, and the program's answer. */
export function play(level, state, { action, params }) {
  switch (action) {
    case "move":
      return move(level, state, params[0] ?? 1);
    case "look":
      return [state, [], { value: ahead(level, state.at) }];
    case "waitForKey":
      // What was pressed is the parameter of a command that waits for the user.
      return [state, [], { value: params[0] }];
    default:
      return [state, [], { refused: "unknown" }];
  }
}

/** What is on the next field. */
export function ahead(level, at) {
  return { ".": "free", F: "goal" }[level.path[at + 1]] ?? "wall";
}

function move(level, state, steps) {
  const events = [];
  let at = state.at;
  for (let step = 0; step < steps; step += 1) {
    if (ahead(level, at) === "wall") {
      return [{ ...state, at }, events, { value: false }];
    }
    at += 1;
    events.push({ type: "stepped", to: at });
  }
  const hasReached = state.hasReached || level.path[at] === "F";
  if (hasReached && !state.hasReached) {
    events.push({ type: "reached" });
  }
  return [{ ...state, at, hasReached }, events, { value: true }];
}
