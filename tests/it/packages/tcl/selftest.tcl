puts "start"
set answer [move 1]
set lines [say $answer]
say [string map {\n /} $lines]
