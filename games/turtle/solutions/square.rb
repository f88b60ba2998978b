4.times do
  forward(200)
  right(90)
end
