paper("navy")
speed(10)
for turn = 0, 350, 10 do
  rainbow(turn)
  circle(80)
  right(10)
end
hide()
