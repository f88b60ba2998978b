# The example game for bash: the two functions that a learner may call; both leave the answer in ANSWER.

move() {
    engine_send move "$1"
}

say() {
    engine_send say "$1"
}

