def walk_to(column, row)
  x, y = position
  if column > x
    move("east")
  elsif column < x
    move("west")
  elsif row > y
    move("south")
  elsif row < y
    move("north")
  else
    pick_up
  end
end

while is_playing
  column, row = nearest("cell")
  if column
    walk_to(column, row)
  else
    rest
  end
end
