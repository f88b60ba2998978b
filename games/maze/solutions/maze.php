<?php
function goOn() {
    if (look("right") != "wall") {
        turn("right");
        move();
    } elseif (look() != "wall") {
        move();
    } else {
        turn("left");
    }
}

while (!isAtExit()) {
    goOn();
    if (look("here") == "gem") {
        pickUp();
    }
}
