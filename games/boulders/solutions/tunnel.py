for i in range(4):
    move("right")
move("up")
