begin_fill("gold")
for i in range(4):
    forward(120)
    right(90)
end_fill()

forward(120)
right(30)

begin_fill("red")
for i in range(3):
    forward(120)
    right(120)
end_fill()
