move();
move();
