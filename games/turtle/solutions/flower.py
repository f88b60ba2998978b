def petal():
    begin_fill("pink")
    for side in range(2):
        circle(140, 60)
        right(120)
    end_fill()

for i in range(6):
    petal()
    right(60)
