for i in range(5):
    move()
    turn("left")
    move()
    turn("right")
