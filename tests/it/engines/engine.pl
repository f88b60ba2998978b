# The engine for Perl: Engine::send gives one command of the game to the server
# and returns the answer as it was read, with its line end.

use strict;
use warnings;

package Engine;

use JSON::PP ();

$| = 1;

sub send {
    my ($command, $param) = @_;
    my $json = JSON::PP->new->encode({ $command => "$param" });
    print STDERR "none\n";
    print STDOUT "start\n$json\ninsert\n";
    my $answer = <STDIN>;
    print STDOUT "close\n";
    return $answer;
}

package main;

