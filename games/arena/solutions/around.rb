["north", "east", "south", "west"].each do |direction|
  while scan(direction) == "robot"
    shoot(direction)
  end
end
