# The engine for Tcl: engine::send gives one command of the game to the server and returns the answer.

fconfigure stdout -buffering full

namespace eval engine {
    proc quote {text} {
        return "\"[string map {\\ \\\\ \" \\\" \n \\n \t \\t} $text]\""
    }

    proc send {command param} {
        puts stderr "none"
        puts "start"
        puts "{[quote $command]:[quote $param]}"
        puts "insert"
        flush stdout
        gets stdin answer
        puts "close"
        flush stdout
        return $answer
    }
}

