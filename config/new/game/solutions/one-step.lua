move()
