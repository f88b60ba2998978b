move(5);
