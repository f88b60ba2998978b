for direction in ["east", "south", "west"]:
    while scan(direction) == "cell":
        move(direction)
    pick_up()
