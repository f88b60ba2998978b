move(2)
turn("left")
move
pick_up
turn("around")
move
turn("left")
move(2)
