play("pad", "1+3+5 - - - 4+6+8 - - -")

for _, colour in ipairs({ "sunset", "ocean", "forest", "gold" }) do
  light(colour)
  wait_for_bar()
end
