until is_out
  key = wait_for_key
  if key == "space"
    undo
  elsif look(key) == "water"
    puts "Too deep!"
  else
    move(key)
  end
end
