# The functions of a small game, for the self-test.
greeting <- "hello"

move_x <- function(steps) Engine$send(list(action = "moveX", params = list(steps)))

ask <- function(question) Engine$send(list(action = "ask", params = list(question)))

say <- function(text) Engine$send(list(action = "say", params = list(text)))
