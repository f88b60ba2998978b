while not is_out() do
  local key = wait_for_key()
  if key == "space" then
    undo()
  else
    move(key)
  end
end
