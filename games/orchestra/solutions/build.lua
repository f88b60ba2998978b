local song = {
  { "kick", "x...x..." },
  { "hat", "..x...x." },
  { "bass", "1 . . 1 . . 5 ." },
  { "pluck", "1 3 5 8 5 3 . ." },
}

for _, part in ipairs(song) do
  local instrument, pattern = part[1], part[2]
  play(instrument, pattern)
  wait_beats(4)
end
