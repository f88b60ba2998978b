def roll(direction)
  while look(direction) != "wall"
    move(direction)
  end
end

until is_out
  roll(look("right") != "wall" ? "right" : "left")
  roll(look("down") != "wall" ? "down" : "up")
end
