until scan("here") == "cell"
  shield
  move("east")
end
shield
pick_up
