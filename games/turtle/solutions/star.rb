5.times do
  forward(200)
  right(144)
end
