# The learner's example program in Perl: five moves, some output of its own, and a goodbye.

print "here we go\n";
my $count = 0;
for my $i (1 .. 5) {
    my $answer = move($i);
    chomp $answer;
    die "no answer to move $i\n" if $answer eq '';
    $count++;
    print "move $i: $answer\n";
    print 'thinking... ';
}
print "$count moves done\n";
say('goodbye');
print 'the end';
