# The example game for awk: the two functions that a learner may call; both return the answer.

function move(n) {
    return engine_send("move", n)
}

function say(text) {
    return engine_send("say", text)
}

