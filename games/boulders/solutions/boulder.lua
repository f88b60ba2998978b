local rows = read_map()
local mine, width = table.concat(rows), #rows[1]
local directions = { "up", "down", "left", "right" }
local steps = { up = -width, down = width, left = -1, right = 1 }
local plate, door = mine:find("_", 1, true), mine:find("E", 1, true)

local function is_rock(field)
  return mine:sub(field, field) == "#"
end

-- A state is where the miner stands, and where the boulder lies; it knows the state before it.
local queue = { { miner = mine:find("@", 1, true), boulder = mine:find("O", 1, true) } }
local known = {}
local out
for _, state in ipairs(queue) do
  if state.miner == door then
    out = state
    break
  end
  for _, direction in ipairs(directions) do
    local step = steps[direction]
    local to, boulder = state.miner + step, state.boulder
    if to == boulder then
      boulder = boulder + step
    end
    local is_free = not is_rock(to) and not is_rock(boulder) and boulder ~= door
    local is_open = to ~= door or boulder == plate
    local name = to .. " " .. boulder
    if is_free and is_open and not known[name] then
      known[name] = true
      table.insert(queue, { miner = to, boulder = boulder, before = state, by = direction })
    end
  end
end

local way = {}
while out.before do
  table.insert(way, 1, out.by)
  out = out.before
end
for _, direction in ipairs(way) do
  move(direction)
end
