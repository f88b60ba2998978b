# The functions of a small game, for the self-test.
greeting = "hello"

def move_x(steps)
  Engine.send({ action: "moveX", params: [steps] })
end

def ask(question)
  Engine.send({ action: "ask", params: [question] })
end

def say(text)
  Engine.send({ action: "say", params: [text] })
end
