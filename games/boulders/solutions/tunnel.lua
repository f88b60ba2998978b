for i = 1, 4 do
  move("right")
end
move("up")
