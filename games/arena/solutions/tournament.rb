DIRECTIONS = ["north", "east", "south", "west"]

def aim
  DIRECTIONS.find { |direction| scan(direction) == "robot" }
end

def burning?
  x, y = position
  west, north, east, south = zone
  west && (x < west || x > east || y < north || y > south)
end

def direction_to(column, row)
  x, y = position
  if column != x
    column > x ? "east" : "west"
  else
    row > y ? "south" : "north"
  end
end

def walk_to(column, row)
  move(DIRECTIONS[roll(4) - 1]) if move(direction_to(column, row)) == "blocked"
end

columns, rows = size
while is_playing
  target = aim
  cell = nearest("cell")
  if burning?
    walk_to(columns / 2, rows / 2)
  elsif scan("here") == "cell"
    pick_up
  elsif target && energy > 3
    shoot(target)
  elsif cell.any?
    walk_to(*cell)
  else
    rest
  end
end
