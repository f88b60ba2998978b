steps = 0
while not is_out():
    key = wait_for_key()
    if key == "space":
        if undo():
            steps -= 1
    elif move(key):
        steps += 1
    print("Steps:", steps, "crystals left:", crystals_left())
