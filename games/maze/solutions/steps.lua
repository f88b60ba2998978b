move()
move()
