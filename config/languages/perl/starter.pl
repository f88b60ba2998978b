use strict;
use warnings;

# Engine->send hands one command to the game and returns its answer.
for my $turn (1 .. 3) {
    my $answer = Engine->send({ action => 'moveRight', params => [$turn] });
    print "The game answered: $answer\n";
}
