while scan("here") ~= "cell" do
  shield()
  move("east")
end
shield()
pick_up()
