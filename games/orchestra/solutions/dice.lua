scale("pentatonic", "a")

for _ = 1, 16 do
  hit("bell", tostring(math.random(8)))
  wait_beats(0.5)
end
