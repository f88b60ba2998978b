local steps = 0
while not is_out() do
  local key = wait_for_key()
  if key == "space" then
    if undo() then
      steps = steps - 1
    end
  elseif move(key) then
    steps = steps + 1
  end
  print("Steps: " .. steps .. ", crystals left: " .. crystals_left())
end
