# Engine.send hands one command to the game and puts its answer into REPLY.
for turn in 1 2 3; do
  Engine.send "{\"action\":\"moveRight\",\"params\":[$turn]}"
  echo "The game answered: $REPLY"
done
