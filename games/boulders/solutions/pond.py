while not is_out():
    key = wait_for_key()
    if key == "space":
        undo()
    elif look(key) == "water":
        print("Too deep!")
    else:
        move(key)
