<?php
// Proves that the language works here: commands, answers, unicode, and the bindings' variables.
$moved = moveX(1);
$steps = (int) ask('naïve? ✓');
foreach ([$steps + 1] as $more) {
    moveX($more);
}
say("$greeting $moved");
