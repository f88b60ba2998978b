["east", "south", "west"].each do |direction|
  while scan(direction) == "cell"
    move(direction)
  end
  pick_up
end
