paper("navy")
speed(10)
0.step(350, 10) do |turn|
  rainbow(turn)
  circle(80)
  right(10)
end
hide
