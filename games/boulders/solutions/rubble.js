while (!isOut()) {
  const key = waitForKey();
  if (key === "space") {
    undo();
  } else {
    move(key);
  }
}
