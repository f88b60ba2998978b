local function roll(direction)
  while look(direction) ~= "wall" do
    move(direction)
  end
end

roll("right")
roll("down")
roll("left")
roll("down")
roll("right")
roll("up")
