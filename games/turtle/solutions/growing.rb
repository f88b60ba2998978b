size = 10
6.times do
  forward(size)
  right
  forward(size)
  left
  size += 10
end
