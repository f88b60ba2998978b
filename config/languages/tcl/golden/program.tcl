set_all 7 2.5 true "naïve ✓ \"quoted\" \\ #{x} \$y" "dark blue" {1 -2 3} {{1 2} {} 3} {x 1 y -0.25 label A}
paint
paint 3 green
big -9007199254740991
big [expr {[ask_integer] + 1}]
measure [expr {[ask_number] * 2}]
say [expr {[ask_boolean] ? "yes" : "no"}]
say [expr {[ask_boolean] ? "yes" : "no"}]
say "[ask_text]!"
say "<[ask_text]>"
say [ask_colour]
big [tcl::mathop::+ {*}[ask_numbers]]
set grid [ask_grid]
big [lindex $grid 1 0]
big [llength $grid]
set place [ask_place]
say [dict get $place label]
big [dict get $place x]
measure [dict get $place y]
class 5
old_say old
try {
    dare
} trap {LIVECODING REFUSED} message {
    say $message
}
