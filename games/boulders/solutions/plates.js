let steps = 0;
while (!isOut()) {
  const key = waitForKey();
  if (key === "space") {
    if (undo()) {
      steps -= 1;
    }
  } else if (move(key)) {
    steps += 1;
  }
  console.log(`Steps: ${steps}, crystals left: ${crystalsLeft()}`);
}
