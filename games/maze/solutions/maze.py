def go_on():
    if look("right") != "wall":
        turn("right")
        move()
    elif look() != "wall":
        move()
    else:
        turn("left")

while not is_at_exit():
    go_on()
    if look("here") == "gem":
        pick_up()
