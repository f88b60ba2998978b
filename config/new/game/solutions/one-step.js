move();
