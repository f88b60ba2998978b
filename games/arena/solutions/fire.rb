columns, rows = size
while is_playing
  x, y = position
  if x < columns / 2
    move("east")
  elsif y < rows / 2
    move("south")
  else
    rest
  end
end
