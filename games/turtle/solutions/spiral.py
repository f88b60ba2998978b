for i in range(1, 61):
    rainbow(i * 6)
    forward(i * 3)
    right(91)
