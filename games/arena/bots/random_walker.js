// The random walker is hard to hit: it never stands still for long, and nobody knows where it goes next.

const DIRECTIONS = ["north", "east", "south", "west"];

function anyDirection() {
  return DIRECTIONS[roll(4) - 1];
}

while (isPlaying()) {
  const direction = anyDirection();
  if (scan("here") === "cell") {
    pickUp();
  } else if (scan(direction) === "robot" && energy() > 3) {
    shoot(direction);
  } else {
    move(direction);
  }
}
