local function line(length, depth)
  if depth == 0 then
    forward(length)
  else
    line(length / 3, depth - 1)
    left(60)
    line(length / 3, depth - 1)
    right(120)
    line(length / 3, depth - 1)
    left(60)
    line(length / 3, depth - 1)
  end
end

for i = 1, 3 do
  line(270, 3)
  right(120)
end
