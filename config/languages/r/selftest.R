# Proves that the language works here: commands, answers, unicode, and the bindings' variables.
moved <- move_x(1)
steps <- as.numeric(ask("naïve? ✓"))
for (more in head(median(steps) + 1)) move_x(more)
say(paste(greeting, moved))
