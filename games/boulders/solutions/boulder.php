<?php
$rows = readMap();
$mine = implode("", $rows);
$width = strlen($rows[0]);
$steps = ["up" => -$width, "down" => $width, "left" => -1, "right" => 1];
$plate = strpos($mine, "_");
$door = strpos($mine, "E");

// A state is where the miner stands, and where the boulder lies.
$start = [strpos($mine, "@"), strpos($mine, "O")];
$ways = ["$start[0] $start[1]" => []];
$queue = [$start];
while (!isset($ways["$door $plate"])) {
    [$miner, $boulder] = array_shift($queue);
    foreach ($steps as $direction => $step) {
        $to = $miner + $step;
        $pushed = $to == $boulder ? $boulder + $step : $boulder;
        if ($mine[$to] == "#" || in_array($mine[$pushed], ["#", "E"])) {
            continue;
        }
        if ($to == $door && $boulder != $plate) {
            continue;
        }
        if (!isset($ways["$to $pushed"])) {
            $ways["$to $pushed"] = [...$ways["$miner $boulder"], $direction];
            $queue[] = [$to, $pushed];
        }
    }
}

foreach ($ways["$door $plate"] as $direction) {
    move($direction);
}
