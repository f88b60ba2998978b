tempo(104)
scale("dorian", "d")
light("candy")
visual("rings")

play("kick", "x...x..x")
play("hat", "..x...x[xx]")
play("bass", "1 . . 1 . 5 . 4", 90)
wait_beats(4)

play("snare", "..x...x.")
play("pad", "1+3+5 - - - - - - - 4+6+8 - - - - - - -", 60)
wait_beats(4)

play("pluck", "8 . 5 7 . 5 3 .")
