local function collect(side)
  turn(side)
  move(2)
  pick_up()
  turn("around")
  move(2)
  turn(side)
end

move()
for _, side in ipairs({ "left", "right", "left" }) do
  collect(side)
  move(2)
end
