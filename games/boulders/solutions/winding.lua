local function roll(direction)
  while look(direction) ~= "wall" do
    move(direction)
  end
end

while not is_out() do
  if look("right") ~= "wall" then
    roll("right")
  else
    roll("left")
  end
  if look("down") ~= "wall" then
    roll("down")
  else
    roll("up")
  end
end
