def walk_to(column, row):
    x, y = position()
    if column > x:
        move("east")
    elif column < x:
        move("west")
    elif row > y:
        move("south")
    elif row < y:
        move("north")
    else:
        pick_up()


while is_playing():
    cell = nearest("cell")
    if cell:
        walk_to(cell[0], cell[1])
    else:
        rest()
