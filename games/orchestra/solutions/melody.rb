scale("major", "g")
play("pluck", "1 2 3 1 1 2 3 1 3 4 5 - 3 4 5 -")
