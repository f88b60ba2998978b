<?php
function walk($direction, $steps) {
    for ($i = 1; $i <= $steps; $i++) {
        move($direction);
    }
}

function walkTo($column, $row) {
    [$hereColumn, $hereRow] = position();
    walk("right", $column - $hereColumn);
    walk("left", $hereColumn - $column);
    walk("down", $row - $hereRow);
    walk("up", $hereRow - $row);
}

$rows = readMap();
foreach ($rows as $row => $signs) {
    foreach (str_split($signs) as $column => $sign) {
        if ($sign == "*") {
            walkTo($column, $row);
        }
    }
}
walkTo(strpos($rows[0], "E"), 0);
