// Proves that the language works here: types, commands, answers, unicode, and the bindings' variables.
type Steps = number;

const moved: string = moveX(1);
const steps: Steps = Number(ask('naïve? ✓'));
for (const more of [steps + 1]) {
  moveX(more);
}
say(`${greeting} ${moved}`);
