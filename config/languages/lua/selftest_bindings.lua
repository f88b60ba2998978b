moves = 0

function moveX(steps)
  moves = moves + 1
  return Engine.send({ action = "moveX", params = { steps } })
end
