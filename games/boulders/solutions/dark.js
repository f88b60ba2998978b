const OPPOSITE = { up: "down", down: "up", left: "right", right: "left" };

// Says whether it found the way out; else it stands where it began.
function explore(back) {
  if (isOut()) {
    return true;
  }
  for (const direction of Object.keys(OPPOSITE)) {
    if (direction !== back && look(direction) !== "wall") {
      move(direction);
      if (explore(OPPOSITE[direction])) {
        return true;
      }
      undo();
    }
  }
  return false;
}

explore("nowhere");
