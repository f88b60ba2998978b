move
move
