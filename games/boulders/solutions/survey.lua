local function walk(direction, steps)
  for i = 1, steps do
    move(direction)
  end
end

local function go_to(column, row)
  local here = position()
  walk("right", column - here[1])
  walk("left", here[1] - column)
  walk("down", row - here[2])
  walk("up", here[2] - row)
end

-- Lua counts from 1, the mine from 0.
local rows = read_map()
for row = 1, #rows do
  for column = 1, #rows[row] do
    if rows[row]:sub(column, column) == "*" then
      go_to(column - 1, row - 1)
    end
  end
end
go_to(rows[1]:find("E") - 1, 0)
