let ahead;
do {
  ahead = look();
  move();
} while (ahead !== "goal");
