pen_width(6)
for i in range(20):
    forward(16)
    pen_up()
    forward(16)
    pen_down()
    right(18)
