# Engine.send hands one command to the game and returns its answer.
3.times do |turn|
  answer = Engine.send({ action: "moveRight", params: [turn + 1] })
  puts "The game answered: #{answer}"
end
