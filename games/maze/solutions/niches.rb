def collect(side)
  turn(side)
  move(2)
  pick_up
  turn("around")
  move(2)
  turn(side)
end

move
["left", "right", "left"].each do |side|
  collect(side)
  move(2)
end
