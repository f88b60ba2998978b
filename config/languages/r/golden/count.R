say("first")
go <- function() {
  # The next line is wrong.
  big(1, 2)
}
go()
say("never")
