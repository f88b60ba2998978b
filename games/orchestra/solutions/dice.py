from random import randint

scale("pentatonic", "a")

for _ in range(16):
    hit("bell", str(randint(1, 8)))
    wait_beats(0.5)
