for i in range(5):
    forward(40)
    right()
    forward(40)
    left()
