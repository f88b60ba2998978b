# Engine.send hands one command to the game and returns its answer.
for turn in range(1, 4):
    answer = Engine.send({"action": "moveRight", "params": [turn]})
    print("The game answered:", answer)
