local function aim()
  for _, direction in ipairs({ "north", "east", "south", "west" }) do
    if scan(direction) == "robot" then
      return direction
    end
  end
  return nil
end

local function walk_to(column, row)
  local here = position()
  if column ~= here[1] then
    move(column > here[1] and "east" or "west")
  else
    move(row > here[2] and "south" or "north")
  end
end

while is_playing() do
  local target = aim()
  local cell = nearest("cell")
  if scan("here") == "cell" then
    pick_up()
  elseif target then
    shoot(target)
  elseif #cell > 0 then
    walk_to(cell[1], cell[2])
  else
    rest()
  end
end
