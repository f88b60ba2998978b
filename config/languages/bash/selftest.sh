# Proves that the language works here: commands, answers, unicode, and the bindings' variables.
move_x 1
moved=$REPLY
steps=$(ask "naïve? ✓")
for more in $((steps + 1)); do
  move_x "$more"
done
say "$greeting $moved"
