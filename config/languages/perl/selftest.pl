# Proves that the language works here: commands, answers, unicode, and the bindings' variables.
my $moved = move_x(1);
my $steps = ask('naïve? ✓');
for my $more ($steps + 1) {
    move_x($more);
}
say_text("$greeting $moved");
