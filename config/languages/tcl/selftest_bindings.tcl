# The functions of a small game, for the self-test.
set greeting "hello"

proc move_x {steps} {
    return [Engine::send "{\"action\":\"moveX\",\"params\":\[$steps\]}"]
}

proc ask {question} {
    return [Engine::send "{\"action\":\"ask\",\"params\":\[\"$question\"\]}"]
}

proc say {text} {
    return [Engine::send "{\"action\":\"say\",\"params\":\[\"$text\"\]}"]
}
