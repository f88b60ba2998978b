# The Perl engine: gives a program `Engine->send`, which hands a command to the game and returns its answer.

package CommandRefused {
    # The game refused a command; as a string it tells why, and where the command was sent.
    use overload '""' => sub { "$_[0]{message} at $_[0]{file} line $_[0]{line}.\n" }, fallback => 1;
    sub message { $_[0]{message} }
}

package Engine {
    use strict;
    use warnings;
    no warnings 'once';

    # This file is still being read when a run begins, so what has a value gets it in BEGIN.
    my ($STACK_DEPTH, $WALKED_FRAMES, $REPORTED_FRAMES, $RAW_LENGTH, $CHUNK_BYTES, $EINTR, %ESCAPE, %UNESCAPE);
    my ($input, $output, $received, $unanswered, $folder, $main, %places);

    BEGIN {
        ($STACK_DEPTH, $WALKED_FRAMES, $REPORTED_FRAMES, $RAW_LENGTH, $CHUNK_BYTES) = (8, 64, 50, 64 * 1024, 64 * 1024);
        $EINTR = 4;    # To ask %! for it would load Errno.
        %ESCAPE   = ('"' => '\"', '\\' => '\\\\', "\n" => '\n', "\r" => '\r', "\t" => '\t');
        %UNESCAPE = (n => "\n", r => "\r", t => "\t", b => "\b", f => "\f");
    }

    # Hands the command to the game and waits for its answer, which is always a string of characters.
    # A reference travels as its JSON text. Engine::send($command) does the same.
    sub send {
        my $text = text($_[-1]);
        return send_by_standard_streams($text) if !$output;

        my $none  = none();
        my $start = $text =~ /[\r\n]/ ? "start json\n" . quoted($text) : "start\n$text";
        close_instruction() if $unanswered;    # A signal's handler died in the last wait; its answer still comes.
        flush_learner_output();
        put("none $none\n$start\ninsert\n");
        $unanswered = 1;
        my ($word, $body) = close_instruction();
        return string($body) if $word eq 'answer';

        my ($caller) = frames(1);
        die bless { message => object($body)->{text}, file => $caller->{place}{name}, line => $caller->{line} }, 'CommandRefused';
    }

    # Revision 1: the program's own standard streams, as in a terminal.
    sub send_by_standard_streams {
        my ($text) = @_;
        local ($\, $,);
        utf8::encode($text) if !grep { /^utf8/ } PerlIO::get_layers(*STDOUT);
        print STDERR "none\n";
        print STDOUT "start\n$text\ninsert\n";
        flush_learner_output();
        my $answer = <STDIN> // '';
        $answer =~ s/\r?\n\z//;
        print STDOUT "close\n";
        flush_learner_output();
        return $answer;
    }

    # Revision 2: two descriptors of the engine's own; the standard streams are the learner's.
    # From here on Perl reads the bindings and the program instead of the rest of this file. So they are one
    # file scope, with caller, Carp, $^S, BEGIN and __END__ as in a program that is run by hand.
    sub start {
        open $input,  '<&=', $ENV{LIVECODING_ENGINE_IN}  or die $!;
        open $output, '>&=', $ENV{LIVECODING_ENGINE_OUT} or die $!;
        put(sprintf qq(ready {"revision":2,"language":"perl","version":"%vd","capabilities":[]}\n), $^V);
        require Filter::Util::Call;
        $received = '';
        my (undef, $body) = receive();
        my $program = object($body);
        ($folder, $main) = ("$program->{folder}/", $program->{main});
        my $bindings = defined $program->{bindings} ? source($program->{bindings}) : '';
        $bindings =~ s/^__(?:END|DATA)__\r?\n.*//ms;
        my $text = source($main);
        # A learner writes, reads and prints characters, as with `perl -Mutf8 -CS`.
        binmode $_, ':utf8' for *STDIN, *STDOUT, *STDERR;
        my $utf8 = utf8::decode(my $copy = $text) ? 'use utf8;' : '';
        $text = qq($utf8 Engine::begin();\n#line 1 "bindings.pl"\n$bindings\n;\n#line 1 "$main"\n$text);
        Filter::Util::Call::filter_add(sub { (($_, $text) = ($text, ''))[0] eq '' ? 0 : 1 });

        { my $selected = select STDOUT; $| = 1; select $selected }
        ($0, @main::ARGV) = $main;
        srand $program->{seed} if defined $program->{seed};
        $SIG{__DIE__} = \&died;
    }

    # The first statement of the program: gives it what stands below its __END__, instead of what stands below ours.
    sub begin {
        open my $file, '<:utf8', $main or return;
        while (my $line = <$file>) {
            next if $line !~ /^__(?:END|DATA)__\r?$/;
            $. = 0;
            *main::DATA = $file;
            last;
        }
    }

    sub source {
        open my $file, '<:raw', $_[0] or die "$_[0]: $!\n";
        local $/;
        my $text = <$file>;
        $text =~ s/\A\xEF\xBB\xBF//;
        return $text;
    }

    sub receive {
        my $end;
        while (($end = index $received, "\n") < 0) {
            my $count = sysread $input, $received, $CHUNK_BYTES, length $received;
            quit() if defined $count ? $count == 0 : $! != $EINTR;
        }
        my $line = substr $received, 0, $end + 1, '';
        utf8::decode($line);
        my ($word, $body) = $line =~ /\A(program|answer|refuse) (.*)\n\z/s or quit();
        return ($word, $body);
    }

    sub close_instruction {
        my @reply = receive();
        $unanswered = 0;
        put("close\n");
        return @reply;
    }

    sub put {
        my ($bytes) = @_;
        utf8::encode($bytes);
        for (my $sent = 0; $sent < length $bytes;) {
            my $count = syswrite $output, $bytes, length($bytes) - $sent, $sent;
            quit() if !defined $count && $! != $EINTR;
            $sent += $count // 0;
        }
    }

    sub flush_learner_output {
        my $selected = select STDOUT;
        if (!$|) { $| = 1; $| = 0 }    # To set it is to flush.
        select $selected;
    }

    sub quit {
        flush_learner_output();
        require POSIX;
        POSIX::_exit(0);
    }

    # Called for every die; it is the program's end when no eval is there to catch it.
    sub died {
        my ($error) = @_;
        for (my $depth = 0; my $sub = (caller $depth)[3]; $depth++) {
            return if $sub eq '(eval)';
        }
        flush_learner_output();
        put('error ' . report($error) . "\n");
        exit 1;
    }

    sub report {
        my ($error) = @_;
        my @frames = frames($REPORTED_FRAMES);
        my $raw = text(eval { "$error" } // ref $error);
        $raw =~ s/\Q${\__FILE__}\E/$main/g;
        my $unread = ${^GLOBAL_PHASE} eq 'START' && $raw !~ /^BEGIN failed/m;
        my $kind = $unread || $raw =~ /^syntax error /m ? 'syntax' : 'runtime';
        @frames = () if $unread;    # Nothing of the program has run.
        my ($message, $file, $line, $near) = $raw =~ /\A(.*?) at (\S+) line (\d+)(?:(, near .*?)$|\b)/ms;
        $message = defined $message ? $message . ($near // '') : $raw =~ s/\n+\z//r;
        my @places = map { { name => '', line => $line, place => place($_) } } grep { defined } $file;
        push @places, @frames;
        my ($at) = ((grep { $_->{place}{origin} eq 'learner' } @places), (grep { $_->{place}{origin} eq 'game' } @places));
        return sprintf '{"kind":"%s","name":%s,"message":%s,"file":%s,"line":%s,"column":null,"frames":[%s],"raw":%s}',
            $kind, quoted(ref $error && UNIVERSAL::can($error, 'can') ? ref $error : $kind eq 'syntax' ? 'SyntaxError' : 'Error'),
            quoted($message), $at ? ($at->{place}{json}, $at->{line}) : ('null', 'null'),
            join(',', map { frame($_, qq(,"origin":"$_->{place}{origin}")) } @frames), quoted(substr $raw, 0, $RAW_LENGTH);
    }

    # The learner's own frames, innermost first, as the JSON object that opens an instruction.
    sub none {
        my @stack = grep { $_->{place}{origin} eq 'learner' } frames($WALKED_FRAMES, $STACK_DEPTH);
        return '{}' if !@stack;
        return qq({"file":$stack[0]{place}{json},"line":$stack[0]{line},"stack":[) . join(',', map { frame($_, '') } @stack) . ']}';
    }

    sub frame {
        my ($frame, $more) = @_;
        return '{"name":' . quoted($frame->{name}) . qq(,"file":$frame->{place}{json},"line":$frame->{line}$more});
    }

    # Perl tells where a sub was called; a frame tells in which sub that place is.
    sub frames {
        my ($limit, $learner_limit) = @_;
        my @frames;
        my $learners = 0;
        for (my $depth = 0; my ($file, $line, $sub) = (caller $depth)[1, 2, 3]; $depth++) {
            next if $sub eq '(eval)';
            $frames[-1]{name} = $sub =~ s/^main:://r if @frames;
            last if @frames == $limit || $learner_limit && $learners == $learner_limit;
            next if $file eq __FILE__;
            my $place = $places{$file} ||= place($file);
            push @frames, { name => '<main>', line => $line, place => $place };
            $learners++ if $place->{origin} eq 'learner';
        }
        return @frames;
    }

    # The name shown for a file, and whose it is. The learner's have relative names, or stand in the program's folder.
    sub place {
        my ($file) = @_;
        my $name = $file =~ s{^(?:\Q$folder\E|\./)}{}r;
        my $origin = $file eq $main || $name ne $file ? 'learner'
            : $file eq 'bindings.pl' ? 'game'
            : $file =~ m{^(?:/|\(eval)} ? 'engine'
            : 'learner';
        return { name => $name, json => quoted($name), origin => $origin };
    }

    # A command as characters. A string of bytes is taken for UTF-8 when it is valid as such.
    sub text {
        my ($command) = @_;
        if (!defined $command || ref $command && !overload::Method($command, '""')) {
            require JSON::PP;
            $command = JSON::PP->new->canonical->allow_nonref->allow_blessed->convert_blessed->encode($command);
        }
        my $text = "$command";
        utf8::decode($text) if utf8::downgrade($text, 1);
        $text =~ tr/\x{D800}-\x{DFFF}/\x{FFFD}/;
        return $text;
    }

    # The JSON that the protocol needs: JSON::PP is six times the engine's start.
    sub quoted {
        my ($text) = @_;
        $text =~ s/(["\\\x00-\x1f])/$ESCAPE{$1} \/\/ sprintf '\\u%04x', ord $1/ge;
        return qq("$text");
    }

    sub string {
        my $text = substr $_[0], 1, -1;
        return $text if index($text, '\\') < 0;
        $text =~ s{\\(?:u([dD][89abAB]..)\\u([dD][c-fC-F]..)|u(....)|(.))}{
            defined $1 ? chr(0x10000 + ((hex($1) & 0x3ff) << 10) + (hex($2) & 0x3ff))
                : defined $3 ? chr hex $3
                : $UNESCAPE{$4} // $4
        }ge;
        return $text;
    }

    # A JSON object whose values are strings, numbers and null.
    sub object {
        my ($json) = @_;
        my %members;
        while ($json =~ /"(\w+)"\s*:\s*(?:("(?:[^"\\]++|\\.)*+")|null|([^\s,}]+))/g) {
            $members{$1} = defined $2 ? string("$2") : $3;
        }
        return \%members;
    }
}

BEGIN { Engine::start() if defined $ENV{LIVECODING_ENGINE} }
