# The example game for Tcl: the two functions that a learner may call; both return the answer.

proc move {n} {
    return [engine::send move $n]
}

proc say {text} {
    return [engine::send say $text]
}

