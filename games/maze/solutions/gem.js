move(2);
turn("left");
move();
pickUp();
turn("around");
move();
turn("left");
move(2);
