def petal
  begin_fill("pink")
  2.times do
    circle(140, 60)
    right(120)
  end
  end_fill
end

6.times do
  petal
  right(60)
end
