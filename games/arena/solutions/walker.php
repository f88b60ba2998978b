<?php
function aim() {
    foreach (["north", "east", "south", "west"] as $direction) {
        if (scan($direction) == "robot") {
            return $direction;
        }
    }
    return "";
}

function follow() {
    [$x, $y] = position();
    [$column, $row] = nearest("robot");
    if (abs($column - $x) > abs($row - $y)) {
        move($column > $x ? "east" : "west");
    } else {
        move($row > $y ? "south" : "north");
    }
}

while (isPlaying()) {
    $direction = aim();
    if (energy() <= 3) {
        rest();
    } elseif ($direction != "") {
        shoot($direction);
    } else {
        follow();
    }
}
