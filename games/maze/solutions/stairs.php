<?php
for ($i = 1; $i <= 5; $i++) {
    move();
    turn("left");
    move();
    turn("right");
}
