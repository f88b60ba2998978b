<?php
function aim() {
    foreach (["north", "east", "south", "west"] as $direction) {
        if (scan($direction) == "robot") {
            return $direction;
        }
    }
    return "";
}

function walkTo($column, $row) {
    [$x, $y] = position();
    if ($column != $x) {
        move($column > $x ? "east" : "west");
    } else {
        move($row > $y ? "south" : "north");
    }
}

while (isPlaying()) {
    $target = aim();
    $cell = nearest("cell");
    if (scan("here") == "cell") {
        pickUp();
    } elseif ($target != "") {
        shoot($target);
    } elseif (count($cell) > 0) {
        walkTo($cell[0], $cell[1]);
    } else {
        rest();
    }
}
