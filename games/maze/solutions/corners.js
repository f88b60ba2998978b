move(2);
turn("right");
move(2);
turn("left");
move(2);
