<?php
const OPPOSITE = ["up" => "down", "down" => "up", "left" => "right", "right" => "left"];

// Says whether it found the way out; else it stands where it began.
function explore($back) {
    if (isOut()) {
        return true;
    }
    foreach (OPPOSITE as $direction => $opposite) {
        if ($direction != $back && look($direction) != "wall") {
            move($direction);
            if (explore($opposite)) {
                return true;
            }
            undo();
        }
    }
    return false;
}

explore("nowhere");
