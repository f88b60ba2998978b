local function branch(length)
  if length >= 9 then
    pen_width(length / 10)
    forward(length)
    left(25)
    branch(length * 0.7)
    right(50)
    branch(length * 0.7)
    left(25)
    back(length)
  end
end

pen_color("brown")
branch(80)
