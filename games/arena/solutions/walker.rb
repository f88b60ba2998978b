def aim
  ["north", "east", "south", "west"].find { |direction| scan(direction) == "robot" }
end

def follow
  x, y = position
  column, row = nearest("robot")
  if (column - x).abs > (row - y).abs
    move(column > x ? "east" : "west")
  else
    move(row > y ? "south" : "north")
  end
end

while is_playing
  direction = aim
  if energy <= 3
    rest
  elsif direction
    shoot(direction)
  else
    follow
  end
end
