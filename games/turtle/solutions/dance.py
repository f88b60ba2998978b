for radius in range(20, 81, 20):
    turtle("Mia")
    pen_color("purple")
    circle(radius)
    turtle("Leo")
    pen_color("orange")
    circle(-radius)
