say("first")
go <- function() {
  # The next line is wrong.
  big("two")
}
go()
say("never")
