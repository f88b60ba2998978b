begin_fill("gold")
4.times do
  forward(120)
  right(90)
end
end_fill

forward(120)
right(30)

begin_fill("red")
3.times do
  forward(120)
  right(120)
end
end_fill
