# The sniper shoots from afar and steps aside when somebody comes near.

my @directions = ("north", "east", "south", "west");
my %aside = (north => "east", east => "south", south => "west", west => "north");

sub burning {
    my @safe = @{ zone() };
    my ($x, $y) = @{ position() };
    return "" if !@safe;
    return "east"  if $x < $safe[0];
    return "south" if $y < $safe[1];
    return "west"  if $x > $safe[2];
    return "north" if $y > $safe[3];
    return "";
}

while (is_playing()) {
    my ($target) = grep { scan($_) eq "robot" } @directions;
    my $inwards = burning();
    if ($inwards ne "") {
        move($inwards);
    } elsif (scan("here") eq "cell") {
        pick_up();
    } elsif (defined $target && distance($target) <= 2 && roll(2) == 1) {
        move($aside{$target});
    } elsif (defined $target && energy() > 3) {
        shoot($target);
    } elsif (energy() < 8) {
        rest();
    } else {
        move($directions[roll(4) - 1]);
    }
}
