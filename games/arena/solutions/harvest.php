<?php
function walkTo($column, $row) {
    [$x, $y] = position();
    if ($column > $x) {
        move("east");
    } elseif ($column < $x) {
        move("west");
    } elseif ($row > $y) {
        move("south");
    } elseif ($row < $y) {
        move("north");
    } else {
        pickUp();
    }
}

while (isPlaying()) {
    $cell = nearest("cell");
    if (count($cell) > 0) {
        walkTo($cell[0], $cell[1]);
    } else {
        rest();
    }
}
