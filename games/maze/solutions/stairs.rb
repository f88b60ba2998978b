5.times do
  move
  turn("left")
  move
  turn("right")
end
