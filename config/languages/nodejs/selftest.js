// Proves that the language works here: commands, answers, unicode, and the bindings' variables.
const moved = moveX(1);
const steps = Number(ask('naïve? ✓'));
for (const more of [steps + 1]) {
  moveX(more);
}
say(`${greeting} ${moved}`);
