def walk(direction, steps):
    for i in range(steps):
        move(direction)

def go_to(column, row):
    here_column, here_row = position()
    walk("right", column - here_column)
    walk("left", here_column - column)
    walk("down", row - here_row)
    walk("up", here_row - row)

rows = read_map()
for row, signs in enumerate(rows):
    for column, sign in enumerate(signs):
        if sign == "*":
            go_to(column, row)
go_to(rows[0].index("E"), 0)
