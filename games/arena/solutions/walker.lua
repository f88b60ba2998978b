local function aim()
  for _, direction in ipairs({ "north", "east", "south", "west" }) do
    if scan(direction) == "robot" then
      return direction
    end
  end
  return nil
end

local function follow()
  local here, there = position(), nearest("robot")
  local columns, rows = there[1] - here[1], there[2] - here[2]
  if math.abs(columns) > math.abs(rows) then
    move(columns > 0 and "east" or "west")
  else
    move(rows > 0 and "south" or "north")
  end
end

while is_playing() do
  local direction = aim()
  if energy() <= 3 then
    rest()
  elseif direction then
    shoot(direction)
  else
    follow()
  end
end
