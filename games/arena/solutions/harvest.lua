local function walk_to(column, row)
  local here = position()
  if column > here[1] then
    move("east")
  elseif column < here[1] then
    move("west")
  elseif row > here[2] then
    move("south")
  elseif row < here[2] then
    move("north")
  else
    pick_up()
  end
end

while is_playing() do
  local cell = nearest("cell")
  if #cell > 0 then
    walk_to(cell[1], cell[2])
  else
    rest()
  end
end
