# The Perl engine: gives a program `Engine->send`, which hands a command to the game and returns its answer.

package CommandRefused {
    # The game refused a command; as a string it tells why, and where the command was sent.
    use overload '""' => sub { "$_[0]{message} at $_[0]{file} line $_[0]{line}.\n" }, fallback => 1;
    sub message { $_[0]{message} }
}

# Here, where no variable of the engine can be named. `last` and `next` come to the end of the block.
sub Engine::evaluate { { eval shift } }

package Engine {
    use strict;
    use warnings;
    no warnings 'once';

    # This file is still being read when a run begins, so what has a value gets it in BEGIN.
    my ($STACK_DEPTH, $WALKED_FRAMES, $REPORTED_FRAMES, $RAW_LENGTH, $CHUNK_BYTES, $VALUE_BYTES, $RESERVE_BYTES, $EINTR, $ENOMEM, %ESCAPE, %UNESCAPE);
    my ($input, $output, $received, $unanswered, $folder, $main, $live, $last_line, $rejected, %places);
    my ($instruction, %kept, $announces_input);
    my $unsent;    # That an instruction is closed travels with what comes next.
    our ($program, $reserve);

    BEGIN {
        ($STACK_DEPTH, $WALKED_FRAMES, $REPORTED_FRAMES, $RAW_LENGTH, $CHUNK_BYTES) = (8, 64, 50, 64 * 1024, 64 * 1024);
        ($VALUE_BYTES, $RESERVE_BYTES) = (64 * 1024, 512 * 1024);
        $unsent = '';
        ($EINTR, $ENOMEM) = (4, 12);    # To ask %! for them would load Errno.
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
        tell_server("none $none\n$start\ninsert\n");
        $unanswered = 1;
        my ($word, $body) = close_instruction();
        return string($body) if $word eq 'answer';

        my @callers = frames($WALKED_FRAMES, 1);
        my ($caller) = ((grep { $_->{place}{origin} eq 'learner' } @callers), @callers);
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
        put(sprintf qq(ready {"revision":2,"language":"perl","version":"%vd","capabilities":["instruction","live","input"]}\n), $^V);
        require Filter::Util::Call;
        $received = '';
        my (undef, $body) = receive();
        my $program = object($body);
        ($folder, $main, $live) = ("$program->{folder}/", $program->{main}, ($program->{mode} // '') eq 'live');
        my $bindings = defined $program->{bindings} ? source($program->{bindings}) : '';
        $bindings =~ s/^__(?:END|DATA)__\r?\n.*//ms;
        my $text = source($main);
        # A learner writes, reads and prints characters, as with `perl -Mutf8 -CS`.
        binmode $_, ':utf8' for *STDIN, *STDOUT, *STDERR;
        announce_input("$bindings$text");
        if ($live) {
            # The end of the program, also of one that ends in a comment, or inside of its documentation.
            $last_line = ($text =~ tr/\n//) + ($text !~ /\n\z/);
            my $end = "\n#line $last_line\n;\n=pod\n\n=cut\n\n#line $last_line\nEngine::live();\n";
            $text =~ s/^(?=__(?:END|DATA)__\r?$)|\z/$end/m;
        }
        my $utf8 = utf8::decode(my $copy = $text) ? 'use utf8;' : '';
        $text = qq($utf8 local \$Engine::program = Engine::begin(); local \$Engine::reserve; vec(\$Engine::reserve, $RESERVE_BYTES, 8) = 0;\n#line 1 "bindings.pl"\n$bindings\n;\n#line 1 "$main"\n$text);
        Filter::Util::Call::filter_add(sub { (($_, $text) = ($text, ''))[0] eq '' ? 0 : 1 });

        { my $selected = select STDOUT; $| = 1; select $selected }
        ($0, @main::ARGV) = $main;
        srand $program->{seed} if defined $program->{seed};
        $SIG{__DIE__} = \&died;
    }

    # The first statement of the program: gives it what stands below its __END__, instead of what stands below ours.
    sub begin {
        my $begun = bless [], 'Engine::Program';
        open my $file, '<:utf8', $main or return $begun;
        while (my $line = <$file>) {
            next if $line !~ /^__(?:END|DATA)__\r?$/;
            $. = 0;
            *main::DATA = $file;
            last;
        }
        return $begun;
    }

    # The program is left, and what it had in reserve is free. For want of memory Perl leaves it as if by `exit 1`,
    # and is still where that happened.
    sub Engine::Program::DESTROY {
        return if $? != 1 || $! != $ENOMEM;
        local ($@, $!, $?);
        my ($file, $line) = (caller)[1, 2];
        put('error ' . report("Out of memory! at $file line $line.\n") . "\n");
        $rejected = 1;
    }

    sub source {
        open my $file, '<:raw', $_[0] or die "$_[0]: $!\n";
        local $/;
        my $text = <$file>;
        $text =~ s/\A\xEF\xBB\xBF//;
        return $text;
    }

    sub receive {
        my ($word, $body) = line();
        while ($word eq 'instruction') {
            instruct($body);
            ($word, $body) = line();
        }
        quit() if $word !~ /\A(?:program|answer|refuse)\z/;
        return ($word, $body);
    }

    sub line {
        my $end;
        while (($end = index $received, "\n") < 0) {
            my $count = sysread $input, $received, $CHUNK_BYTES, length $received;
            return 'stop' if defined $count ? $count == 0 : $! != $EINTR;
        }
        my $line = substr $received, 0, $end + 1, '';
        utf8::decode($line);
        return $line =~ /\A(\w+) ?(.*)\n\z/s ? ($1, $2) : 'stop';
    }

    # Evaluates what the user typed while the program waits or is idle, and tells what came of it.
    sub instruct {
        my ($number, $source) = @{ object($_[0]) }{qw(n source)};
        my $outer = $unanswered;    # The wait around this one goes on afterwards.
        local ($@, $!);
        local $SIG{__DIE__} = sub { @$instruction{qw(error frames)} = ($_[0], [frames($REPORTED_FRAMES)]) };
        ($unanswered, $instruction) = (0, {});
        for (my $depth = 0; my @frame = caller $depth; $depth++) {
            @$instruction{qw(hints features)} = @frame[8, 10] if $frame[1] eq $main;
        }
        announce_input($source);
        require B;
        my %variables = (${^GLOBAL_PHASE} eq 'RUN' ? program_variables() : (), %kept);
        my %subs = map { ($_ => defined &$_ ? \&$_ : undef) } map { /::/ ? $_ : "main::$_" } $source =~ /\bsub\s+([\w:]+)/g;
        no strict 'refs';
        *{ 'Engine::Live::' . substr $_, 1 } = $variables{$_} for keys %variables;
        my $names  = join ',', keys %variables;
        my @values = evaluate("package Engine::Live; our ($names); package main; BEGIN { Engine::take_hints() }"
            . qq(my \$engine; Engine::begin_instruction(sub {});\n#line 1 "live#$number"\n$source));
        my $failed = ref $@ || $@ ne '';
        if ($failed && !$instruction->{begun}) {    # Perl has defined already what stands above a syntax error.
            no warnings 'redefine';
            $subs{$_} ? *$_ = $subs{$_} : undef &$_ for grep { defined &$_ } keys %subs;
        }
        my $died = $instruction->{error} // '';
        my $outcome = $failed ? '"error":' . report($@, "$died" eq "$@" ? @{ $instruction->{frames} } : ()) : '"value":' . value(@values);
        tell_server(qq(result {"n":$number,$outcome}\n));
        ($unanswered, $instruction) = $outer;
    }

    # An instruction is compiled with the `use feature` and so on of the program, but need not declare its variables.
    sub take_hints {
        my $strict_vars = 0x400;
        $^H |= ($instruction->{hints} // 0) & ~$strict_vars;
        %^H = %{ $instruction->{features} || {} };
    }

    # The first statement of an instruction: later ones shall see its variables. Perl gives a variable whose value
    # somebody keeps a new one at the end of its scope.
    sub begin_instruction {
        my @variables = pad(B::svref_2object($_[0])->OUTSIDE);
        my ($engine) = grep { $_->{name} eq '$engine' } @variables;
        $kept{ $_->{name} } = $_->{value} for grep { $_->{end} == $engine->{end} && $_ != $engine } @variables;
        $instruction->{begun} = 1;
        return;
    }

    # The `my` variables of the program that can be named outside of its subs, and inside of the blocks that are running.
    sub program_variables {
        my @variables = grep { !$_->{left} } pad(B::main_cv());
        my ($end) = sort { $b <=> $a } map { $_->{end} } @variables;
        my %visible;
        for my $variable (@variables) {
            next if !$variable->{used} && ($variable->{end} < $end || $visible{ $variable->{name} });
            $visible{ $variable->{name} } = $variable->{value};
        }
        return %visible;
    }

    sub pad {
        my ($names, $values) = map { [$_->ARRAY] } ($_[0]->PADLIST->ARRAY)[0, 1];
        my @variables;
        for my $at (0 .. $#$names) {
            my ($name, $object) = ($names->[$at], $values->[$at]);
            next if !$name->can('PV') || ($name->PV // '') !~ /\A[\$\@%]\w/ || $name->FLAGS & B::SVpad_OUR();
            my $value = $object->object_2svref;
            my $used = ref $value eq 'ARRAY' ? @$value : ref $value eq 'HASH' ? %$value : ref $object ne 'B::NULL';
            push @variables, { name => $name->PV, end => $name->COP_SEQ_RANGE_HIGH, value => $value, used => $used,
                left => $object->FLAGS & B::SVs_PADSTALE() };
        }
        return @variables;
    }

    # The values of an instruction as Perl would write them.
    sub value {
        return 'null' if !@_;
        require Data::Dumper;
        my $text = join ', ', map { Data::Dumper->new([$_])->Terse(1)->Indent(0)->Useqq(1)->Sortkeys(1)->Dump } @_;
        $text =~ s/(\\\\)|\\(?:x\{([0-9a-f]+)\}|([23][0-7]{2}))/$1 \/\/ chr(defined $2 ? hex $2 : oct $3)/ge;
        $text =~ s/"(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"/$1/g;
        utf8::encode($text = @_ > 1 ? "($text)" : $text);
        $text = substr($text, 0, $VALUE_BYTES - 3) =~ s/[\xC0-\xFF][\x80-\xBF]*\z//r . "\xE2\x80\xA6" if length $text > $VALUE_BYTES;
        return quoted(text($text));
    }

    # Mode live: the program has come to its end, and instructions still find its variables.
    sub live {
        tell_server("idle {}\n");
        my ($word, $body) = line();
        while ($word eq 'instruction') {
            instruct($body);
            ($word, $body) = line();
        }
        exit 0;
    }

    # Reads that will block are announced, once there is something that may read.
    sub announce_input {
        return if $announces_input || $_[0] !~ /\b(?:STDIN|ARGV|getc|eof|stdin)\b|<<?>>?/;
        $announces_input = eval { binmode STDIN, ':bytes:via(Engine::Input):utf8' };
    }

    sub Engine::Input::PUSHED { return bless [] }

    sub Engine::Input::FILL {
        my (undef, $below) = @_;
        vec(my $waiting = '', fileno $below, 1) = 1;
        tell_server(qq(input {"prompt":""}\n)) if !select $waiting, undef, undef, 0;
        my ($count, $bytes);
        do { $count = sysread $below, $bytes, $CHUNK_BYTES } while !defined $count && $! == $EINTR;
        return $count ? $bytes : undef;
    }

    sub close_instruction {
        my @reply = receive();
        $unanswered = 0;
        $unsent = "close\n";
        return @reply;
    }

    sub tell_server {
        close_instruction() if $unanswered;    # A signal's handler died in the last wait; its answer still comes.
        flush_learner_output();
        put($_[0]);
    }

    sub put {
        my $bytes = $unsent . $_[0];
        $unsent = '';
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
        put('error ' . report($error, frames($REPORTED_FRAMES)) . "\n");
        # In the midst of a text that it has rejected, Perl can evaluate nothing.
        if    (${^GLOBAL_PHASE} eq 'START') { $rejected = 1 }
        elsif ($live)                       { live() }
        $! = 0;
        exit 1;
    }

    END { live() if $live && $rejected }

    sub report {
        my ($error, @frames) = @_;
        my $raw = text(eval { "$error" } // ref $error);
        $raw =~ s/\Q${\__FILE__}\E/$main/g;
        $raw =~ s/\n"$/"/m if $instruction;    # Perl has added a line end to it.
        $raw =~ s/(?<= line $last_line, )near "(?:[^"]*\n)?;"$/at EOF/m if $last_line && !$instruction;    # We have.
        my $unread = ($instruction ? !$instruction->{begun} : ${^GLOBAL_PHASE} eq 'START') && $raw !~ /^BEGIN failed/m;
        my $kind = $raw =~ /^Out of memory|^panic: fold_constants/ ? 'limit' : $unread || $raw =~ /^syntax error /m ? 'syntax' : 'runtime';
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
            last if $sub eq 'Engine::evaluate';    # Below an instruction stands the program's wait, which did not call it.
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
