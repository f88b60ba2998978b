until is_at_exit
  move
  pick_up if look("here") == "gem"
end
