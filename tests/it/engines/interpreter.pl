# The example game for Perl: the two functions that a learner may call; both return the answer.

sub move {
    my ($n) = @_;
    return Engine::send('move', $n);
}

sub say {
    my ($text) = @_;
    return Engine::send('say', $text);
}

