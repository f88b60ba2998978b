local function triangles(length)
  if length >= 40 then
    for corner = 1, 3 do
      triangles(length / 2)
      forward(length)
      right(120)
    end
  end
end

triangles(320)
