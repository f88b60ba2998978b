<?php
while (!isOut()) {
    $key = waitForKey();
    if ($key == "up") {
        move("up");
    } elseif ($key == "down") {
        move("down");
    } elseif ($key == "left") {
        move("left");
    } elseif ($key == "right") {
        move("right");
    }
}
