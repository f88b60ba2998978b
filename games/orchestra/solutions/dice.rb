scale("pentatonic", "a")

16.times do
  hit("bell", rand(1..8).to_s)
  wait_beats(0.5)
end
