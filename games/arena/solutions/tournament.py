DIRECTIONS = ["north", "east", "south", "west"]


def aim():
    for direction in DIRECTIONS:
        if scan(direction) == "robot":
            return direction
    return None


def is_burning():
    x, y = position()
    safe = zone()
    if not safe:
        return False
    west, north, east, south = safe
    return not (west <= x <= east and north <= y <= south)


def direction_to(column, row):
    x, y = position()
    if column != x:
        return "east" if column > x else "west"
    return "south" if row > y else "north"


def walk_to(column, row):
    if move(direction_to(column, row)) == "blocked":
        move(DIRECTIONS[roll(4) - 1])


columns, rows = size()
while is_playing():
    target = aim()
    cell = nearest("cell")
    if is_burning():
        walk_to(columns // 2, rows // 2)
    elif scan("here") == "cell":
        pick_up()
    elif target and energy() > 3:
        shoot(target)
    elif cell:
        walk_to(*cell)
    else:
        rest()
