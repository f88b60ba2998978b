<?php
const DIRECTIONS = ["north", "east", "south", "west"];

function aim() {
    foreach (DIRECTIONS as $direction) {
        if (scan($direction) == "robot") {
            return $direction;
        }
    }
    return "";
}

function isBurning() {
    [$x, $y] = position();
    $safe = zone();
    if (count($safe) == 0) {
        return false;
    }
    [$west, $north, $east, $south] = $safe;
    return $x < $west || $x > $east || $y < $north || $y > $south;
}

function directionTo($column, $row) {
    [$x, $y] = position();
    if ($column != $x) {
        return $column > $x ? "east" : "west";
    }
    return $row > $y ? "south" : "north";
}

function walkTo($column, $row) {
    if (move(directionTo($column, $row)) == "blocked") {
        move(DIRECTIONS[roll(4) - 1]);
    }
}

[$columns, $rows] = size();
while (isPlaying()) {
    $target = aim();
    $cell = nearest("cell");
    if (isBurning()) {
        walkTo(intdiv($columns, 2), intdiv($rows, 2));
    } elseif (scan("here") == "cell") {
        pickUp();
    } elseif ($target != "" && energy() > 3) {
        shoot($target);
    } elseif (count($cell) > 0) {
        walkTo($cell[0], $cell[1]);
    } else {
        rest();
    }
}
