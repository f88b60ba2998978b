20.step(80, 20) do |radius|
  turtle("Mia")
  pen_color("purple")
  circle(radius)
  turtle("Leo")
  pen_color("orange")
  circle(-radius)
end
