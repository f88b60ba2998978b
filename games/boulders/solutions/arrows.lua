while not is_out() do
  local key = wait_for_key()
  if key == "up" then
    move("up")
  elseif key == "down" then
    move("down")
  elseif key == "left" then
    move("left")
  elseif key == "right" then
    move("right")
  end
end
