; Sends a command to the game and prints its answer.
(println (Engine:send "hello"))
