size = 10
for step in range(6):
    forward(size)
    right()
    forward(size)
    left()
    size += 10
