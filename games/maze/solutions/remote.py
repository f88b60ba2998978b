def forward():
    if look() == "door":
        open_door("golden key")
    move()

while not is_at_exit():
    key = wait_for_key()
    if key == "up":
        forward()
    elif key == "left" or key == "right":
        turn(key)
    elif key == "down":
        turn("around")
    elif look("here") in ["gem", "key"]:
        pick_up()
