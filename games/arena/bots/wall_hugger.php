<?php
// The wall hugger keeps a wall on its right hand, walks around the arena, and shoots ahead. From fire it flees inwards.

const DIRECTIONS = ["north", "east", "south", "west"];

function isFree($direction) {
    return distance($direction) > 1;
}

/** The direction inwards, where it burns; "" where it does not. */
function wayOut() {
    $safe = zone();
    [$x, $y] = position();
    if (count($safe) == 0) {
        return "";
    }
    [$west, $north, $east, $south] = $safe;
    return $x < $west ? "east" : ($x > $east ? "west" : ($y < $north ? "south" : ($y > $south ? "north" : "")));
}

$heading = 0;
while (isPlaying()) {
    $inwards = wayOut();
    if ($inwards != "") {
        move(isFree($inwards) ? $inwards : DIRECTIONS[roll(4) - 1]);
    } elseif (scan("here") == "cell") {
        pickUp();
    } elseif (scan(DIRECTIONS[$heading]) == "robot" && energy() > 3) {
        shoot(DIRECTIONS[$heading]);
    } else {
        // To the right where that is free, else on, else more and more to the left.
        foreach ([1, 0, 3, 2] as $turn) {
            $next = ($heading + $turn) % 4;
            if (isFree(DIRECTIONS[$next])) {
                $heading = $next;
                break;
            }
        }
        move(DIRECTIONS[$heading]);
    }
}
