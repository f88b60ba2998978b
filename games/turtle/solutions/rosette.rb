12.times do
  4.times do
    forward(100)
    right(90)
  end
  right(30)
end
