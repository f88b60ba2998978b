def roll(direction)
  while look(direction) != "wall"
    move(direction)
  end
end

roll("right")
roll("down")
roll("left")
roll("down")
roll("right")
roll("up")
