5.times do
  forward(40)
  right
  forward(40)
  left
end
