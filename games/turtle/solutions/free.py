paper("navy")
speed(10)
for turn in range(0, 351, 10):
    rainbow(turn)
    circle(80)
    right(10)
hide()
