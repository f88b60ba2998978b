# The hunter goes to the nearest robot, and shoots as soon as it sees one.

DIRECTIONS = ["north", "east", "south", "west"]

def aim
  DIRECTIONS.find { |direction| scan(direction) == "robot" }
end

def chase
  x, y = position
  column, row = nearest("robot")
  if column != x && move(column > x ? "east" : "west") == "moved"
    return
  end
  # Something is in the way, or the column is right already.
  move(DIRECTIONS[roll(4) - 1]) if row == y || move(row > y ? "south" : "north") == "blocked"
end

while is_playing
  target = aim
  if scan("here") == "cell"
    pick_up
  elsif target && energy > 2
    shoot(target)
  elsif energy <= 2
    rest
  else
    chase
  end
end
