for _, direction in ipairs({ "north", "east", "south", "west" }) do
  while scan(direction) == "robot" do
    shoot(direction)
  end
end
