# The example game for Ruby: the two functions that a learner may call; both return the answer.

def move(n)
  Engine.send('move', n)
end

def say(text)
  Engine.send('say', text)
end

