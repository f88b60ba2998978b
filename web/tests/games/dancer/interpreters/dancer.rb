def right = Engine.send("right")
def where = Engine.send("where").split(",").map(&:to_i)
def wait_for_arrow = Engine.send("wait")
def say(text) = Engine.send("say #{text}")
