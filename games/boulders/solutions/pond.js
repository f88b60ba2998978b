while (!isOut()) {
  const key = waitForKey();
  if (key === "space") {
    undo();
  } else if (look(key) === "water") {
    console.log("Too deep!");
  } else {
    move(key);
  }
}
