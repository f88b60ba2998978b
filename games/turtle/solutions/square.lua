for i = 1, 4 do
  forward(200)
  right(90)
end
