def forward
  open_door("golden key") if look == "door"
  move
end

until is_at_exit
  case wait_for_key
  when "up" then forward
  when "left" then turn("left")
  when "right" then turn("right")
  when "down" then turn("around")
  when "space" then pick_up if ["gem", "key"].include?(look("here"))
  end
end
