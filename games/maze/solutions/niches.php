<?php
function collect($side) {
    turn($side);
    move(2);
    pickUp();
    turn("around");
    move(2);
    turn($side);
}

move();
foreach (["left", "right", "left"] as $side) {
    collect($side);
    move(2);
}
