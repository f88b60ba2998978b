<?php
while (!isOut()) {
    $key = waitForKey();
    if ($key == "space") {
        undo();
    } elseif (look($key) == "water") {
        echo "Too deep!\n";
    } else {
        move($key);
    }
}
