-- Engine.send gives the game a command and returns its answer, always a string.
local answer = Engine.send({ action = "moveX", params = { 1 } })

print("The game answered", answer)
