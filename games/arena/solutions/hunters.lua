local DIRECTIONS = { "north", "east", "south", "west" }

local function aim()
  for _, direction in ipairs(DIRECTIONS) do
    if scan(direction) == "robot" then
      return direction
    end
  end
  return nil
end

local function is_burning()
  local x, y = table.unpack(position())
  local west, north, east, south = table.unpack(zone())
  return west ~= nil and (x < west or x > east or y < north or y > south)
end

local function direction_to(column, row)
  local x, y = table.unpack(position())
  if column ~= x then
    return column > x and "east" or "west"
  end
  return row > y and "south" or "north"
end

local function walk_to(column, row)
  if move(direction_to(column, row)) == "blocked" then
    move(DIRECTIONS[roll(4)])
  end
end

local columns, rows = table.unpack(size())
while is_playing() do
  local target = aim()
  local cell = nearest("cell")
  if is_burning() then
    walk_to(columns // 2, rows // 2)
  elseif scan("here") == "cell" then
    pick_up()
  elseif target and energy() > 3 then
    shoot(target)
  elseif #cell > 0 then
    walk_to(cell[1], cell[2])
  else
    rest()
  end
end
