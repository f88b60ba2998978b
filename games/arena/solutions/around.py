for direction in ["north", "east", "south", "west"]:
    while scan(direction) == "robot":
        shoot(direction)
