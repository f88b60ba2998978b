# Proves that the language works here: commands, answers, unicode, and the bindings' variables.
set moved [move_x 1]
set steps [ask "naïve? ✓"]
foreach more [list [expr {$steps + 1}]] {
    move_x $more
}
say "$greeting $moved"
