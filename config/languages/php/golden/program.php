<?php
setAll(7, 2.5, true, "naïve ✓ \"quoted\" \\ #{x} \$y", 'dark blue', [1, -2, 3], [[1, 2], [], [3]], ['x' => 1, 'y' => -0.25, 'label' => 'A']);
paint();
paint(3, colour: 'green');
big(-9_007_199_254_740_991);
big(askInteger() + 1);
measure(askNumber() * 2);
say(askBoolean() ? 'yes' : 'no');
say(askBoolean() ? 'yes' : 'no');
say(askText() . '!');
say('<' . askText() . '>');
say(askColour());
big(array_sum(askNumbers()));
$grid = askGrid();
big($grid[1][0]);
big(count($grid));
$place = askPlace();
say($place['label']);
big($place['x']);
measure($place['y']);
class_(5);
oldSay('old');
try {
    dare();
} catch (CommandRefused $error) {
    say($error->getMessage());
}
