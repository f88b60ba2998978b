%w[kick snare hat clap bass pluck].each do |instrument|
  play(instrument, "x..x..x.")
end
