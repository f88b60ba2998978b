# This one has a mistake in it. Its robot stands still from then on, and the others play on.

DIRECTIONS = ["north", "east", "south", "west"]

for turn in range(100):
    move(DIRECTIONS[turn])
