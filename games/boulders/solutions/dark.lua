local directions = { "up", "down", "left", "right" }
local opposite = { up = "down", down = "up", left = "right", right = "left" }

-- Says whether it found the way out; else it stands where it began.
local function explore(back)
  if is_out() then
    return true
  end
  for _, direction in ipairs(directions) do
    if direction ~= back and look(direction) ~= "wall" then
      move(direction)
      if explore(opposite[direction]) then
        return true
      end
      undo()
    end
  end
  return false
end

explore("nowhere")
