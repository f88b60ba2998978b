while not is_at_exit() do
  move()
  if look("here") == "gem" then
    pick_up()
  end
end
