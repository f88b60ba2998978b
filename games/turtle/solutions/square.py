for i in range(4):
    forward(200)
    right(90)
