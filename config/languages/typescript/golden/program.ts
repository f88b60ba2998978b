setAll(7, 2.5, true, 'naïve ✓ "quoted" \\ #{x} $y', 'dark blue', [1, -2, 3], [[1, 2], [], [3]], { x: 1, y: -0.25, label: 'A' });
paint();
paint(3, 'green');
big(-9007199254740991);
big(askInteger() + 1);
measure(askNumber() * 2);
say(askBoolean() ? 'yes' : 'no');
say(askBoolean() ? 'yes' : 'no');
say(`${askText()}!`);
say(`<${askText()}>`);
say(askColour());
big(askNumbers().reduce((sum: number, it: number) => sum + it, 0));
const grid: number[][] = askGrid();
big(grid[1][0]);
big(grid.length);
const place = askPlace();
say(place.label);
big(place.x);
measure(place.y);
class_(5);
oldSay('old');
try {
  dare();
} catch (error) {
  say(error.message);
}
