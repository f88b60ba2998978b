for i = 1, 5 do
  forward(200)
  right(144)
end
