def aim
  ["north", "east", "south", "west"].find { |direction| scan(direction) == "robot" }
end

def walk_to(column, row)
  x, y = position
  if column != x
    move(column > x ? "east" : "west")
  else
    move(row > y ? "south" : "north")
  end
end

while is_playing
  target = aim
  cell = nearest("cell")
  if scan("here") == "cell"
    pick_up
  elsif target
    shoot(target)
  elsif cell.any?
    walk_to(*cell)
  else
    rest
  end
end
