<?php
[$columns, $rows] = size();
while (isPlaying()) {
    [$x, $y] = position();
    if ($x < intdiv($columns, 2)) {
        move("east");
    } elseif ($y < intdiv($rows, 2)) {
        move("south");
    } else {
        rest();
    }
}
