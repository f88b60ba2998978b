<?php
const ROLLED = ["." => "O", "_" => "Q", "~" => "."];
const LEFT = ["O" => ".", "Q" => "_", "*" => "."];

// The map after a step onto a field, or null where there is no way.
function after($mine, $to, $step) {
    $sign = $mine[$to];
    if ($sign == "#" || $sign == "~" || ($sign == "E" && strpbrk($mine, "*_"))) {
        return null;
    }
    if ($sign == "O" || $sign == "Q") {
        $rolled = ROLLED[$mine[$to + $step]] ?? null;
        if ($rolled === null) {
            return null;
        }
        $mine[$to + $step] = $rolled;
    }
    $mine[$to] = LEFT[$sign] ?? $sign;
    return $mine;
}

// A state is where the miner stands, and a map without him.
function solve($rows) {
    $mine = implode("", $rows);
    $width = strlen($rows[0]);
    $steps = ["up" => -$width, "down" => $width, "left" => -1, "right" => 1];
    $start = [strpos($mine, "@"), str_replace("@", ".", $mine)];
    $ways = [implode(" ", $start) => []];
    $queue = [$start];
    while (count($queue) > 0) {
        [$here, $now] = array_shift($queue);
        $way = $ways["$here $now"];
        if ($now[$here] == "E") {
            return $way;
        }
        foreach ($steps as $direction => $step) {
            $to = $here + $step;
            $changed = after($now, $to, $step);
            if ($changed !== null && !isset($ways["$to $changed"])) {
                $ways["$to $changed"] = [...$way, $direction];
                $queue[] = [$to, $changed];
            }
        }
    }
}

foreach (solve(readMap()) as $direction) {
    move($direction);
}
