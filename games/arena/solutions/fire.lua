local columns, rows = table.unpack(size())
while is_playing() do
  local x, y = table.unpack(position())
  if x < columns // 2 then
    move("east")
  elseif y < rows // 2 then
    move("south")
  else
    rest()
  end
end
