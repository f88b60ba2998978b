for instrument in ["kick", "snare", "hat", "clap", "bass", "pluck"]:
    play(instrument, "x..x..x.")
