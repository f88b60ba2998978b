pen_width(6)
for i = 1, 20 do
  forward(16)
  pen_up()
  forward(16)
  pen_down()
  right(18)
end
