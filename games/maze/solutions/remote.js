function forward() {
  if (look() === "door") {
    openDoor("golden key");
  }
  move();
}

while (!isAtExit()) {
  const key = waitForKey();
  if (key === "up") {
    forward();
  } else if (key === "left" || key === "right") {
    turn(key);
  } else if (key === "down") {
    turn("around");
  } else if (["gem", "key"].includes(look("here"))) {
    pickUp();
  }
}
