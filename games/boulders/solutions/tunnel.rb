4.times do
  move("right")
end
move("up")
