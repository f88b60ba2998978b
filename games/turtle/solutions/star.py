for i in range(5):
    forward(200)
    right(144)
