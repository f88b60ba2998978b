until is_out
  case wait_for_key
  when "up" then move("up")
  when "down" then move("down")
  when "left" then move("left")
  when "right" then move("right")
  end
end
