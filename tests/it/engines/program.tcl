# The learner's example program in Tcl: five moves, some output of its own, and a goodbye.

puts "here we go"
set count 0
for {set i 1} {$i <= 5} {incr i} {
    set answer [move $i]
    if {$answer eq ""} {
        error "no answer to move $i"
    }
    incr count
    puts "move $i: $answer"
    puts -nonewline "thinking... "
}
puts "$count moves done"
say "goodbye"
puts -nonewline "the end"
