<?php
function roll($direction) {
    while (look($direction) != "wall") {
        move($direction);
    }
}

while (!isOut()) {
    if (look("right") != "wall") {
        roll("right");
    } else {
        roll("left");
    }
    if (look("down") != "wall") {
        roll("down");
    } else {
        roll("up");
    }
}
