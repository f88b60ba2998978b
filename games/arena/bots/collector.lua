-- The collector lives on energy cells, and shields itself where it is shot at.

local DIRECTIONS = { "north", "east", "south", "west" }

local function walk_to(column, row)
  local x, y = table.unpack(position())
  local way
  if column ~= x then
    way = column > x and "east" or "west"
  else
    way = row > y and "south" or "north"
  end
  if move(way) == "blocked" then
    move(DIRECTIONS[roll(4)])
  end
end

while is_playing() do
  local cell = nearest("cell")
  if scan("here") == "cell" then
    pick_up()
  elseif hit_from() ~= "none" and energy() > 6 then
    shoot(hit_from())
  elseif hit_from() ~= "none" and energy() > 1 then
    shield()
  elseif #cell > 0 then
    walk_to(cell[1], cell[2])
  else
    local size = size()
    walk_to(size[1] // 2, size[2] // 2)
  end
end
