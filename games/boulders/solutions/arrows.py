while not is_out():
    key = wait_for_key()
    if key == "up":
        move("up")
    elif key == "down":
        move("down")
    elif key == "left":
        move("left")
    elif key == "right":
        move("right")
