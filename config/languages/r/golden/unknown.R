say("first")
go <- function() {
  # The next line is wrong.
  fly(1)
}
go()
say("never")
