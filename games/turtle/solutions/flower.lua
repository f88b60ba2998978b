local function petal()
  begin_fill("pink")
  for side = 1, 2 do
    circle(140, 60)
    right(120)
  end
  end_fill()
end

for i = 1, 6 do
  petal()
  right(60)
end
