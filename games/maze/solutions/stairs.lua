for i = 1, 5 do
  move()
  turn("left")
  move()
  turn("right")
end
