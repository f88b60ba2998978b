<?php
$song = [
    "kick" => "x...x...",
    "hat" => "..x...x.",
    "bass" => "1 . . 1 . . 5 .",
    "pluck" => "1 3 5 8 5 3 . .",
];

foreach ($song as $instrument => $pattern) {
    play($instrument, $pattern);
    waitBeats(4);
}
