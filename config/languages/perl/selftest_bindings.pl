# The functions of a small game, for the self-test.
my $greeting = 'hello';

sub move_x {
    my ($steps) = @_;
    return Engine->send({ action => 'moveX', params => [$steps] });
}

sub ask {
    my ($question) = @_;
    return Engine->send({ action => 'ask', params => [$question] });
}

sub say_text {
    my ($text) = @_;
    return Engine->send({ action => 'say', params => [$text] });
}
