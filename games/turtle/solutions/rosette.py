for square in range(12):
    for side in range(4):
        forward(100)
        right(90)
    right(30)
