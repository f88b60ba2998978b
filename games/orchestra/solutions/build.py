song = {
    "kick": "x...x...",
    "hat": "..x...x.",
    "bass": "1 . . 1 . . 5 .",
    "pluck": "1 3 5 8 5 3 . .",
}

for instrument, pattern in song.items():
    play(instrument, pattern)
    wait_beats(4)
