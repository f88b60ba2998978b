# The Tcl engine: gives a program `Engine::send`, which hands a command to the game and returns its answer.

namespace eval Engine {
    variable in ""
    variable out ""
    # That an instruction is closed travels with what comes next.
    variable unsent ""
    variable folder ""
    variable main ""
    # The live instruction that is being evaluated, and those whose text may be asked for.
    variable number ""
    variable texts [dict create]

    variable STACK_DEPTH 8
    variable VALUE_LENGTH 65536
}

# Hands `command` to the game and waits for its answer, which is always a text. A command that the game refuses is an
# error with the code {LIVECODING REFUSED …}.
proc Engine::send {command} {
    variable in
    variable out
    variable unsent
    if {$out eq ""} {
        return [send_by_standard_streams $command]
    }
    chan flush stdout
    set start [expr {[regexp {[\r\n]} $command] ? "start json\n[quoted $command]" : "start\n$command"}]
    write "none [none]\n$start\ninsert\n"
    lassign [receive] word body
    set unsent "close\n"
    if {$word eq "refuse"} {
        return -code error -errorcode [list LIVECODING REFUSED [member $body code]] [member $body text]
    }
    return [text $body]
}

# Revision 1: the program's own standard streams, as in a terminal.
proc Engine::send_by_standard_streams {command} {
    puts stderr "none"
    puts "start\n$command\ninsert"
    chan flush stdout
    ::gets stdin answer
    puts "close"
    chan flush stdout
    return $answer
}

proc Engine::start {} {
    variable in
    variable out
    variable folder
    variable main
    set in [open $::env(LIVECODING_ENGINE_IN_PATH) r]
    set out [open $::env(LIVECODING_ENGINE_OUT_PATH) w]
    chan configure $in -encoding utf-8 -translation lf
    chan configure $out -encoding utf-8 -translation lf -buffering full
    chan configure stdin -encoding utf-8
    chan configure stdout -encoding utf-8 -buffering line
    chan configure stderr -encoding utf-8
    write "ready {\"revision\":2,\"language\":\"tcl\",\"version\":\"$::tcl_patchLevel\",\"capabilities\":\[\"instruction\",\"live\",\"input\"\]}\n"
    set body [lindex [receive] 1]
    set folder [file normalize [member $body folder]]
    set main [member $body main]
    set bindings [member $body bindings]
    set seed [member $body seed]
    set mode [member $body mode]
    if {$seed ne ""} {
        expr {srand($seed)}
    }
    set ::argv0 $main
    set ::argv {}
    set ::argc 0
    interp bgerror {} ::Engine::background_error
    announce_input
    if {$bindings ne ""} {
        uplevel #0 [list source -encoding utf-8 $bindings]
    }
    if {[unfinished $main]} {
        set status 1
    } elseif {[catch {uplevel #0 [list source -encoding utf-8 $main]} message options] == 1} {
        report $message $options
        set status 1
    } else {
        set status 0
    }
    if {$mode eq "live"} {
        chan flush stdout
        write "idle {}\n"
        receive
    }
    exit $status
}

# The next line of the server as a word and what follows it; its end is the program's.
proc Engine::receive {} {
    variable in
    while {[chan gets $in line] >= 0 && [regexp {^(\S+) ?(.*)$} $line -> word body]} {
        switch $word {
            instruction { instruct $body }
            program - answer - refuse { return [list $word $body] }
            default break
        }
    }
    exit 0
}

proc Engine::write {lines} {
    variable out
    variable unsent
    set text $unsent$lines
    set unsent ""
    if {[catch {
        chan puts -nonewline $out $text
        chan flush $out
    }]} {
        exit 0
    }
}

# Evaluates what the user typed while the program waits or is idle, and tells what came of it.
proc Engine::instruct {body} {
    variable number
    variable texts
    variable VALUE_LENGTH
    set number [member $body n]
    set source [member $body source]
    dict set texts live#$number $source
    switch [catch {evaluate $source} value options] {
        0 - 2 {
            if {[string length $value] > $VALUE_LENGTH} {
                set value [string range $value 0 $VALUE_LENGTH-2]…
            }
            set outcome "\"value\":[expr {$value eq "" ? "null" : [quoted $value]}]"
        }
        default { set outcome "\"error\":[error_of $value $options]" }
    }
    chan flush stdout
    write "result {\"n\":$number,$outcome}\n"
    set number ""
}

proc Engine::evaluate {source} {
    uplevel #0 $source
}

# A read from standard input that will wait is announced.
proc Engine::announce_input {} {
    rename ::gets ::Engine::gets
    rename ::read ::Engine::read
    proc ::gets {args} {
        if {[lindex $args 0] eq "stdin" && [llength $args] < 3} {
            tailcall ::Engine::gets_announced {*}$args
        }
        tailcall ::Engine::gets {*}$args
    }
    proc ::read {args} {
        if {$args eq "stdin" || [lindex $args 0] eq "stdin" && [string is digit -strict [lindex $args 1]]} {
            tailcall ::Engine::read_announced [lindex $args 1]
        }
        tailcall ::Engine::read {*}$args
    }
}

proc Engine::gets_announced {channel {name ""}} {
    if {$name ne ""} {
        upvar 1 $name line
    }
    chan configure stdin -blocking 0
    set length [gets stdin line]
    chan configure stdin -blocking 1
    if {$length < 0 && ![chan eof stdin]} {
        announce
        set length [gets stdin line]
    }
    if {$name eq ""} {
        return $line
    }
    return $length
}

proc Engine::read_announced {count} {
    chan configure stdin -blocking 0
    set text [read stdin {*}$count]
    chan configure stdin -blocking 1
    if {![chan eof stdin] && ($count eq "" || [string length $text] < $count)} {
        announce
        append text [read stdin {*}[expr {$count eq "" ? "" : $count - [string length $text]}]]
    }
    return $text
}

proc Engine::announce {} {
    chan flush stdout
    write "input {\"prompt\":\"\"}\n"
}

# The learner's own places, innermost first, as the JSON object that opens an instruction.
proc Engine::none {} {
    variable STACK_DEPTH
    set frames [lrange [frames] 0 $STACK_DEPTH-1]
    if {$frames eq {}} {
        return "{}"
    }
    lassign [lindex $frames 0] name file line
    return "{\"file\":[quoted $file],\"line\":$line,\"stack\":\[[join [lmap frame $frames { set frame "{[frame $frame]}" }] ,]\]}"
}

# Name, file and line of each of the learner's own places.
proc Engine::frames {} {
    variable number
    set frames {}
    set line ""
    set known none
    for {set at [expr {[info frame] - 1}]} {$at > 0} {incr at -1} {
        set frame [info frame $at]
        set name [expr {[dict exists $frame proc] ? [string trimleft [dict get $frame proc] :] : "main"}]
        if {$name eq "Engine::start"} {
            set name main
        }
        if {$name eq "Engine::evaluate" && [dict get $frame type] eq "source"} {
            # Below an instruction stands the program's wait, which did not call it.
            lappend frames [list main live#$number $line]
            break
        }
        set line [dict get $frame line]
        set level [expr {[dict exists $frame level] ? [dict get $frame level] : ""}]
        if {$level ne $known && [dict exists $frame file] && [own_file [dict get $frame file]] ne ""} {
            lappend frames [list $name [own_file [dict get $frame file]] $line]
            # A body that is no procedure's has a frame of its own.
            set known $level
        }
    }
    return $frames
}

proc Engine::frame {frame} {
    lassign $frame name file line
    return "\"name\":[quoted $name],\"file\":[quoted $file],\"line\":$line"
}

proc Engine::report {message options} {
    chan flush stdout
    if {[catch {error_of $message $options} json]} {
        # Without memory there is no regular expression to be had.
        set kind [expr {[string match "*out of memory*" $json] ? "limit" : "runtime"}]
        set json "{\"kind\":\"$kind\",\"message\":\"[string map [list \\ \\\\ \" \\\" \n \\n] $message]\"}"
    }
    write "error $json\n"
}

# An error of `after` and of file events ends the program as any other does.
proc Engine::background_error {message options} {
    report $message $options
    exit 1
}

# What is told of an error.
proc Engine::error_of {message options} {
    variable main
    variable number
    set raw [dict get $options -errorinfo]
    # What comes below is the engine's.
    regsub {\n    \("uplevel" body line (\d+)\)\n    invoked from within\n"uplevel #0 \$source".*$} $raw "\n    (file \"live#$number\" line \\1)" raw
    regsub {\n    \(procedure "evaluate" line.*$} $raw "" raw
    regsub {(\n    while executing\n)"::livecoding::call .*?"\n    invoked from within\n} $raw {\1} raw
    set end [string last "\n    invoked from within\n\"source -encoding utf-8 $main\"" $raw]
    if {$end >= 0} {
        set raw [string range $raw 0 $end-1]
    }
    set code [dict get $options -errorcode]
    if {[catch {lrange $code 0 1} name] || $name eq "NONE"} {
        set name error
    }
    # Tcl reads a command when it comes to it.
    set kind [expr {[regexp {^(missing|extra characters after) close} $message] || $name eq "TCL PARSE" ? "syntax" : "runtime"}]
    return [json_of_error $kind $name $message [places $raw] $raw]
}

proc Engine::json_of_error {kind name message places raw} {
    set file null
    set line null
    if {$places ne {}} {
        lassign [lindex $places 0] - file line
        set file [quoted $file]
    }
    set frames [join [lmap place $places { set place "{[frame $place],\"origin\":\"learner\"}" }] ,]
    return "{\"kind\":\"$kind\",\"name\":[quoted $name],\"message\":[quoted $message],\"file\":$file,\"line\":$line,\"column\":null,\"frames\":\[$frames\],\"raw\":[quoted $raw]}"
}

# Whether the program ends within a brace, a bracket or a quote; says so before anything of it runs.
proc Engine::unfinished {file} {
    set text [text_of $file]
    if {[info complete $text]} {
        return 0
    }
    # The command that does not end.
    set command ""
    set number 0
    foreach line [split $text \n] {
        incr number
        if {$command eq ""} {
            set begin $number
        }
        append command $line \n
        if {[info complete $command]} {
            set command ""
        }
    }
    set reader [interp create -safe]
    catch {$reader eval $command} message
    interp delete $reader
    regsub {: possible unbalanced brace in comment$} $message "" message
    write "error [json_of_error syntax error $message [list [list main $file $begin]] "$message\n    (file \"$file\" line $begin)"]\n"
    return 1
}

# Tcl counts lines from where a body begins, and tells bodies from the inside out. These are the learner's places in
# what it tells: name, file and line.
proc Engine::places {info} {
    set places {}
    set inside {}
    set command ""
    set is_command 0
    foreach line [split $info \n] {
        if {$is_command} {
            set command [string trimright [string range $line 1 end] .\"]
            set is_command 0
        } elseif {$line in {{    while executing} {    invoked from within}}} {
            set is_command 1
        } elseif {[regexp {^    \((procedure|file) "(.*)" line (\d+)\)$} $line -> context name number]} {
            set place [${context}_place $name $number $inside]
            if {$place ne ""} {
                lappend places $place
            }
            set inside {}
        } elseif {[regexp {^    \(.* line (\d+)\)$} $line -> number]} {
            set inside [linsert $inside 0 [list $number $command]]
        }
    }
    return $places
}

proc Engine::file_place {name number inside} {
    variable texts
    set file $name
    if {![dict exists $texts $name]} {
        set file [own_file [file normalize $name]]
        if {$file eq ""} {
            return ""
        }
    }
    set lines [joined_lines [text_of $file]]
    set at 0
    while {$at + 1 < [llength $lines] && [lindex $lines $at+1 1] <= $number} {
        incr at
    }
    return [list main $file [inner_line $lines $at $inside]]
}

proc Engine::procedure_place {name number inside} {
    variable texts
    variable folder
    # The name has letters, digits and signs, any of which may mean something in an expression.
    set pattern "proc\\s+\\S*[regsub -all {\W} [namespace tail $name] {\\&}]\\s"
    foreach file [concat [lreverse [dict keys $texts]] [lmap path [glob -nocomplain $folder/*.tcl] { own_file $path }]] {
        set lines [joined_lines [text_of $file]]
        set text [join [lmap line $lines { lindex $line 0 }] \n]
        foreach indices [regexp -all -inline -indices -- $pattern $text] {
            set begin [lindex $indices 0]
            set body [body_in [string range $text $begin end]]
            if {$body ne ""} {
                set begin [string first "{$body}" $text $begin]
                set at [expr {[regexp -all \n [string range $text 0 $begin-1]] + $number - 1}]
                return [list $name $file [inner_line $lines $at $inside]]
            }
        }
    }
    return ""
}

# The body of the procedure whose definition begins `text`.
proc Engine::body_in {text} {
    set command ""
    foreach line [split $text \n] {
        append command $line \n
        if {[info complete $command]} {
            break
        }
    }
    if {[catch {lindex $command 3} body]} {
        return ""
    }
    return $body
}

# The line of what stands `inside` of the command at `at`: line and command of each body, from the outside in.
proc Engine::inner_line {lines at inside} {
    foreach step $inside {
        lassign $step number command
        for {set begin $at} {$begin < [llength $lines]} {incr begin} {
            set inner [expr {$begin + $number - 1}]
            if {($number == 1 || [string match *\{ [lindex $lines $begin 0]]) && [string first $command [lindex $lines $inner 0]] >= 0} {
                set at $inner
                break
            }
        }
    }
    return [lindex $lines $at 1]
}

# Each line with its number; lines that a backslash joins are one.
proc Engine::joined_lines {text} {
    set lines {}
    set number 0
    set joined ""
    foreach line [split $text \n] {
        incr number
        if {$joined eq ""} {
            set begin $number
        } else {
            set line [string trimleft $line " \t"]
        }
        if {[regexp {(^|[^\\])(\\\\)*\\$} $line]} {
            append joined [string range $line 0 end-1] " "
            continue
        }
        lappend lines [list $joined$line $begin]
        set joined ""
    }
    return $lines
}

# The text of a file of the learner's, or of an instruction.
proc Engine::text_of {name} {
    variable texts
    variable folder
    if {[dict exists $texts $name]} {
        return [dict get $texts $name]
    }
    if {[catch {open [file join $folder $name] r} channel]} {
        return ""
    }
    chan configure $channel -encoding utf-8
    set text [chan read $channel]
    chan close $channel
    return $text
}

# The name of a file in the learner's folder; nothing for others.
proc Engine::own_file {path} {
    variable folder
    if {[string match $folder/* $path]} {
        return [string range $path [string length $folder/] end]
    }
}

# The JSON string `json` as text; the escapes of JSON are escapes of Tcl too.
proc Engine::text {json} {
    return [subst -nocommands -novariables [string range $json 1 end-1]]
}

# The value of a member of a flat JSON object; nothing for null.
proc Engine::member {json name} {
    if {![regexp "\"$name\":\\s*(?:\"((?:\[^\"\\\\\]|\\\\.)*)\"|(\[^,\}\]+))" $json -> string other]} {
        return ""
    }
    if {$other eq ""} {
        return [text "\"$string\""]
    }
    return [string map {null ""} $other]
}

proc Engine::quoted {text} {
    set text [string map [list \\ \\\\ \" \\\" \n \\n \r \\r \t \\t] $text]
    foreach char [lsort -unique [regexp -all -inline {[\x00-\x1f]} $text]] {
        set text [string map [list $char [format {\u%04x} [scan $char %c]]] $text]
    }
    return "\"$text\""
}

if {[info exists env(LIVECODING_ENGINE)]} {
    Engine::start
}
