# Sends a command to the game and prints its answer.
puts [Engine::send "hello"]
