play("pad", "1+3+5 - - - 4+6+8 - - -")

for colour in ["sunset", "ocean", "forest", "gold"]:
    light(colour)
    wait_for_bar()
