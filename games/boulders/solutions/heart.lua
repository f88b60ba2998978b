local ROLLED = { ["."] = "O", ["_"] = "Q", ["~"] = "." }
local LEFT = { ["O"] = ".", ["Q"] = "_", ["*"] = "." }
local directions = { "up", "down", "left", "right" }

local function put(mine, field, sign)
  return mine:sub(1, field - 1) .. sign .. mine:sub(field + 1)
end

-- The map after a step onto a field, or nil where there is no way.
local function after(mine, to, step)
  local sign = mine:sub(to, to)
  if sign == "#" or sign == "~" or (sign == "E" and mine:find("[*_]")) then
    return nil
  end
  if sign == "O" or sign == "Q" then
    local rolled = ROLLED[mine:sub(to + step, to + step)]
    if not rolled then
      return nil
    end
    mine = put(mine, to + step, rolled)
  end
  return put(mine, to, LEFT[sign] or sign)
end

-- A state is where the miner stands, and a map without him; it knows the state before it.
local function solve(rows)
  local mine, width = table.concat(rows), #rows[1]
  local steps = { up = -width, down = width, left = -1, right = 1 }
  local start = mine:find("@", 1, true)
  local queue = { { here = start, mine = put(mine, start, ".") } }
  local known = {}
  for _, state in ipairs(queue) do
    if state.mine:sub(state.here, state.here) == "E" then
      return state
    end
    for _, direction in ipairs(directions) do
      local to = state.here + steps[direction]
      local changed = after(state.mine, to, steps[direction])
      local name = to .. " " .. (changed or "")
      if changed and not known[name] then
        known[name] = true
        table.insert(queue, { here = to, mine = changed, before = state, by = direction })
      end
    end
  end
end

local function walk(state)
  if state.before then
    walk(state.before)
    move(state.by)
  end
end

walk(solve(read_map()))
