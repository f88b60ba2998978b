for (const instrument of ["kick", "snare", "hat", "clap", "bass", "pluck"]) {
  play(instrument, "x..x..x.");
}
