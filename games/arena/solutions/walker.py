def aim():
    for direction in ["north", "east", "south", "west"]:
        if scan(direction) == "robot":
            return direction
    return None


def follow():
    x, y = position()
    column, row = nearest("robot")
    if abs(column - x) > abs(row - y):
        move("east" if column > x else "west")
    else:
        move("south" if row > y else "north")


while is_playing():
    direction = aim()
    if energy() <= 3:
        rest()
    elif direction:
        shoot(direction)
    else:
        follow()
