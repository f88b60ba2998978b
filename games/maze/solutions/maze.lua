local function go_on()
  if look("right") ~= "wall" then
    turn("right")
    move()
  elseif look() ~= "wall" then
    move()
  else
    turn("left")
  end
end

while not is_at_exit() do
  go_on()
  if look("here") == "gem" then
    pick_up()
  end
end
