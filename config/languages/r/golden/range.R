say("first")
go <- function() {
  # The next line is wrong.
  paint(11)
}
go()
say("never")
