<?php
while (!isOut()) {
    $key = waitForKey();
    if ($key == "space") {
        undo();
    } else {
        move($key);
    }
}
