steps = 0
until is_out
  key = wait_for_key
  if key == "space"
    steps -= 1 if undo
  elsif move(key)
    steps += 1
  end
  puts "Steps: #{steps}, crystals left: #{crystals_left}"
end
