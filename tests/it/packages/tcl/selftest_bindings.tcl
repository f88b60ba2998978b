proc move {steps} { Engine::send "move $steps" }
proc say {words} { Engine::send "say $words" }
