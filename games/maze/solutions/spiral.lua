while not is_at_exit() do
  if look() == "wall" then
    turn("right")
  else
    move()
  end
end
