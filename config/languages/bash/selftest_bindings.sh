# The functions of a small game, for the self-test.
greeting="hello"

move_x() {
  Engine.send "{\"action\":\"moveX\",\"params\":[$1]}"
}

ask() {
  Engine.send "{\"action\":\"ask\",\"params\":[\"$1\"]}"
}

say() {
  Engine.send "{\"action\":\"say\",\"params\":[\"$1\"]}"
}
