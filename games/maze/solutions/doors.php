<?php
move();
$golden = pickUp();
move(2);
$silver = pickUp();
move();
turn("right");
move(2);
turn("right");
openDoor($silver);
move(2);
openDoor($golden);
move(2);
