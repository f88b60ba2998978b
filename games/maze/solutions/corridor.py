while not is_at_exit():
    move()
    if look("here") == "gem":
        pick_up()
