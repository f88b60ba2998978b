OPPOSITE = {"up": "down", "down": "up", "left": "right", "right": "left"}

# Says whether it found the way out; else it stands where it began.
def explore(back):
    if is_out():
        return True
    for direction, opposite in OPPOSITE.items():
        if direction != back and look(direction) != "wall":
            move(direction)
            if explore(opposite):
                return True
            undo()
    return False

explore("nowhere")
