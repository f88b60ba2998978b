for _, instrument in ipairs({ "kick", "snare", "hat", "clap", "bass", "pluck" }) do
  play(instrument, "x..x..x.")
end
