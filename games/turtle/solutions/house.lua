begin_fill("gold")
for i = 1, 4 do
  forward(120)
  right(90)
end
end_fill()

forward(120)
right(30)

begin_fill("red")
for i = 1, 3 do
  forward(120)
  right(120)
end
end_fill()
