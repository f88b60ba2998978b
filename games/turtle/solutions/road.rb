pen_width(6)
20.times do
  forward(16)
  pen_up
  forward(16)
  pen_down
  right(18)
end
