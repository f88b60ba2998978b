def collect(side):
    turn(side)
    move(2)
    pick_up()
    turn("around")
    move(2)
    turn(side)

move()
for side in ["left", "right", "left"]:
    collect(side)
    move(2)
