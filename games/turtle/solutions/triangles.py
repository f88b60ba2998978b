def triangles(length):
    if length >= 40:
        for corner in range(3):
            triangles(length / 2)
            forward(length)
            right(120)

triangles(320)
