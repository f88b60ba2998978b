local directions = { "up", "down", "left", "right" }

-- Fields have numbers: the place of their sign in the text of the whole map.
local function way_to(goal)
  local rows = read_map()
  local mine, width = table.concat(rows), #rows[1]
  local steps = { up = -width, down = width, left = -1, right = 1 }
  local queue = { mine:find("@", 1, true) }
  -- How each field was found: from where, and in which direction.
  local from, by = { [queue[1]] = 0 }, {}
  for _, here in ipairs(queue) do
    if mine:sub(here, here) == goal then
      local way = {}
      while by[here] do
        table.insert(way, 1, by[here])
        here = from[here]
      end
      return way
    end
    for _, direction in ipairs(directions) do
      local field = here + steps[direction]
      local sign = mine:sub(field, field)
      if not from[field] and (sign == "." or sign == "*" or sign == goal) then
        from[field], by[field] = here, direction
        table.insert(queue, field)
      end
    end
  end
end

local function walk(way)
  for _, direction in ipairs(way) do
    move(direction)
  end
end

while crystals_left() > 0 do
  walk(way_to("*"))
end
walk(way_to("E"))
