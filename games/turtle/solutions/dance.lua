for radius = 20, 80, 20 do
  turtle("Mia")
  pen_color("purple")
  circle(radius)
  turtle("Leo")
  pen_color("orange")
  circle(-radius)
end
