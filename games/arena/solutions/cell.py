move("east")
move("east")
move("east")
pick_up()
