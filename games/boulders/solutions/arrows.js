while (!isOut()) {
  const key = waitForKey();
  if (key === "up") {
    move("up");
  } else if (key === "down") {
    move("down");
  } else if (key === "left") {
    move("left");
  } else if (key === "right") {
    move("right");
  }
}
