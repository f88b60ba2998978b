for square = 1, 12 do
  for side = 1, 4 do
    forward(100)
    right(90)
  end
  right(30)
end
