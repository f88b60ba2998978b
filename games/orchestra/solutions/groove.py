play("kick", "x...x...")
play("snare", "..x...x.")
play("hat", "xxxxxxxx")
