local melody = "1 2 3 1 1 2 3 1 3 4 5 - 3 4 5 -"

play("pluck", melody)
wait_beats(4)
play("bell", melody)
