while not is_out() do
  local key = wait_for_key()
  if key == "space" then
    undo()
  elseif look(key) == "water" then
    print("Too deep!")
  else
    move(key)
  end
end
