<?php
$steps = 0;
while (!isOut()) {
    $key = waitForKey();
    if ($key == "space") {
        if (undo()) {
            $steps--;
        }
    } elseif (move($key)) {
        $steps++;
    }
    echo "Steps: $steps, crystals left: ", crystalsLeft(), "\n";
}
