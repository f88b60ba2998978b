local size = 10
for step = 1, 6 do
  forward(size)
  right()
  forward(size)
  left()
  size = size + 10
end
