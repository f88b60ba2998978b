for i = 1, 60 do
  rainbow(i * 6)
  forward(i * 3)
  right(91)
end
