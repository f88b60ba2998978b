<?php
// Fields have numbers: row times width, plus column.
function wayTo($goal) {
    $rows = readMap();
    $mine = implode("", $rows);
    $width = strlen($rows[0]);
    $steps = ["up" => -$width, "down" => $width, "left" => -1, "right" => 1];
    $start = strpos($mine, "@");
    $ways = [$start => []];
    $queue = [$start];
    while (count($queue) > 0) {
        $here = array_shift($queue);
        if ($mine[$here] == $goal) {
            return $ways[$here];
        }
        foreach ($steps as $direction => $step) {
            $field = $here + $step;
            if (!isset($ways[$field]) && in_array($mine[$field], [".", "*", $goal])) {
                $ways[$field] = [...$ways[$here], $direction];
                $queue[] = $field;
            }
        }
    }
}

function walk($way) {
    foreach ($way as $direction) {
        move($direction);
    }
}

while (crystalsLeft() > 0) {
    walk(wayTo("*"));
}
walk(wayTo("E"));
