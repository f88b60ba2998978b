(1..60).each do |i|
  rainbow(i * 6)
  forward(i * 3)
  right(91)
end
