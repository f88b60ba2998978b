# Proves that the language works here: commands, answers, unicode, and the bindings' variables.
moved = move_x(1)
steps = ask("naïve? ✓").to_i
[steps + 1].each { |more| move_x(more) }
say("#{greeting} #{moved}")
