def line(length, depth):
    if depth == 0:
        forward(length)
    else:
        line(length / 3, depth - 1)
        left(60)
        line(length / 3, depth - 1)
        right(120)
        line(length / 3, depth - 1)
        left(60)
        line(length / 3, depth - 1)

for i in range(3):
    line(270, 3)
    right(120)
