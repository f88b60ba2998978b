move
golden = pick_up
move(2)
silver = pick_up
move
turn("right")
move(2)
turn("right")
open_door(silver)
move(2)
open_door(golden)
move(2)
