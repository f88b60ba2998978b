def go_on
  if look("right") != "wall"
    turn("right")
    move
  elsif look != "wall"
    move
  else
    turn("left")
  end
end

until is_at_exit
  go_on
  pick_up if look("here") == "gem"
end
