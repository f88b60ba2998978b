# The Tcl engine: gives a program Engine::send, which hands a command to the game and returns its answer.

namespace eval Engine {
    variable in [open $::env(LIVECODING_ENGINE_IN_PATH) r]
    variable out [open $::env(LIVECODING_ENGINE_OUT_PATH) w]
    variable folder ""
    chan configure $in -encoding utf-8 -translation lf
    chan configure $out -encoding utf-8 -translation lf -buffering full

    # Hands `command` to the game and waits for its answer.
    proc send {command} {
        variable in
        chan flush stdout
        set start [expr {[regexp {[\r\n]} $command] ? "start json\n[quoted $command]" : "start\n$command"}]
        write "none [place]\n$start\ninsert\n"
        lassign [receive] word body
        write "close\n"
        switch $word {
            answer { return [text $body] }
            refuse { return -code error -errorcode REFUSED [text [member $body text]] }
        }
    }

    # Loads bindings and program where they would be if there were no engine.
    proc run {} {
        variable folder
        write "ready {\"revision\":2,\"language\":\"tcl\",\"version\":\"$::tcl_patchLevel\"}\n"
        set body [lindex [receive] 1]
        set folder [text [member $body folder]]
        set main [file join $folder [text [member $body main]]]
        set bindings [text [member $body bindings]]
        set ::argv0 $main
        foreach path [list $bindings $main] {
            if {$path ne "" && [catch {uplevel #0 [list source -encoding utf-8 $path]} message options]} {
                report $message $options [file tail $main]
                exit 1
            }
        }
        exit 0
    }

    proc report {message options main} {
        set raw [dict get $options -errorinfo]
        set line [expr {[regexp "\\(file \"\[^\"\]*$main\" line (\\d+)\\)" $raw -> found] ? $found : "null"}]
        write "error {\"kind\":\"runtime\",\"name\":\"error\",\"message\":[quoted $message],\"file\":[quoted $main],\"line\":$line,\"raw\":[quoted $raw]}\n"
    }

    # The innermost line of the learner's own files, as JSON.
    proc place {} {
        variable folder
        for {set level [info frame]} {$level > 0} {incr level -1} {
            set frame [info frame $level]
            if {[dict exists $frame file] && [string match $folder/* [dict get $frame file]]} {
                return "{\"line\":[dict get $frame line],\"file\":[quoted [file tail [dict get $frame file]]]}"
            }
        }
        return ""
    }

    # The next line of the server as a word and what follows it; its end is the program's.
    proc receive {} {
        variable in
        if {[chan gets $in line] < 0 || $line eq "stop"} {
            exit 0
        }
        regexp {^(\S+) ?(.*)$} $line -> word body
        return [list $word $body]
    }

    proc write {lines} {
        variable out
        chan puts -nonewline $out $lines
        chan flush $out
    }

    # The JSON string `json` as text; the escapes of JSON are escapes of Tcl too.
    proc text {json} {
        if {![regexp {^"(.*)"$} $json -> inner]} {
            return ""
        }
        return [subst -nocommands -novariables $inner]
    }

    # The value of one member of a flat JSON object, still JSON.
    proc member {json name} {
        regexp "\"$name\":(\"(?:\[^\"\\\\\]|\\\\.)*\"|\[^,\}\]*)" $json -> value
        return $value
    }

    proc quoted {text} {
        set quoted [string map [list \\ \\\\ \" \\\" \n \\n \r \\r \t \\t] $text]
        foreach char [lsort -unique [regexp -all -inline {[\x00-\x1f]} $quoted]] {
            set quoted [string map [list $char [format {\u%04x} [scan $char %c]]] $quoted]
        }
        return "\"$quoted\""
    }
}

Engine::run
