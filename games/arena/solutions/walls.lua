for _, direction in ipairs({ "east", "south", "west" }) do
  while scan(direction) == "cell" do
    move(direction)
  end
  pick_up()
end
