local function forward()
  if look() == "door" then
    open_door("golden key")
  end
  move()
end

while not is_at_exit() do
  local key = wait_for_key()
  if key == "up" then
    forward()
  elseif key == "left" or key == "right" then
    turn(key)
  elseif key == "down" then
    turn("around")
  elseif look("here") == "gem" or look("here") == "key" then
    pick_up()
  end
end
