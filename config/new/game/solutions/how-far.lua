repeat
  local ahead = look()
  move()
until ahead == "goal"
