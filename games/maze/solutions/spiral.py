while not is_at_exit():
    if look() == "wall":
        turn("right")
    else:
        move()
