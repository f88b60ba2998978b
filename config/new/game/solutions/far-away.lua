move(5)
