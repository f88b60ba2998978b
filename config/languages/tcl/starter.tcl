# Engine::send hands one command to the game and returns its answer.
for {set turn 1} {$turn <= 3} {incr turn} {
    set answer [Engine::send "{\"action\":\"moveRight\",\"params\":\[$turn\]}"]
    puts "The game answered: $answer"
}
