def triangles(length)
  if length >= 40
    3.times do
      triangles(length / 2)
      forward(length)
      right(120)
    end
  end
end

triangles(320)
