<?php
function forward() {
    if (look() == "door") {
        openDoor("golden key");
    }
    move();
}

while (!isAtExit()) {
    $key = waitForKey();
    if ($key == "up") {
        forward();
    } elseif ($key == "left" || $key == "right") {
        turn($key);
    } elseif ($key == "down") {
        turn("around");
    } elseif (in_array(look("here"), ["gem", "key"])) {
        pickUp();
    }
}
