# The camper sits in the middle, where the fire comes last, and lets the others come.

DIRECTIONS = ["north", "east", "south", "west"]


def go_to_the_middle():
    columns, rows = size()
    x, y = position()
    if x != columns // 2:
        way = "east" if x < columns // 2 else "west"
    elif y != rows // 2:
        way = "south" if y < rows // 2 else "north"
    else:
        return False
    if move(way) == "blocked":
        move(DIRECTIONS[roll(4) - 1])
    return True


def guard():
    for direction in DIRECTIONS:
        if scan(direction) == "robot" and energy() > 4:
            shoot(direction)
            return
    if hit_from() != "none":
        shield()
    else:
        rest()


while is_playing():
    if scan("here") == "cell":
        pick_up()
    elif not go_to_the_middle():
        guard()
