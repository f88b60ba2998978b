# The engine for awk: engine_send gives one command of the game to the server and returns the answer.
# mawk has to be started with "-W interactive", or it waits for more input than one line.

function engine_put(line) {
    printf "%s\n", line
    fflush()
}

function engine_send(command, param,    answer) {
    gsub(/["\\]/, "\\\\&", param)
    print "none" > "/dev/stderr"
    fflush("/dev/stderr")
    engine_put("start")
    engine_put("{\"" command "\":\"" param "\"}")
    engine_put("insert")
    getline answer < "-"
    engine_put("close")
    return answer
}

