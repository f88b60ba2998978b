while scan("here") != "cell":
    shield()
    move("east")
shield()
pick_up()
