for i = 1, 5 do
  forward(40)
  right()
  forward(40)
  left()
end
