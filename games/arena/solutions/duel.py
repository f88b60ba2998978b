def aim():
    for direction in ["north", "east", "south", "west"]:
        if scan(direction) == "robot":
            return direction
    return None


def walk_to(column, row):
    x, y = position()
    if column != x:
        move("east" if column > x else "west")
    else:
        move("south" if row > y else "north")


while is_playing():
    target = aim()
    cell = nearest("cell")
    if scan("here") == "cell":
        pick_up()
    elif target:
        shoot(target)
    elif cell:
        walk_to(*cell)
    else:
        rest()
