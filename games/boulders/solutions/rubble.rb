until is_out
  key = wait_for_key
  if key == "space"
    undo
  else
    move(key)
  end
end
