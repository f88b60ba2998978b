# The functions of a small game, for the self-test.
greeting = "hello"


def move_x(steps):
    return Engine.send({"action": "moveX", "params": [steps]})


def ask(question):
    return Engine.send({"action": "ask", "params": [question]})


def say(text):
    return Engine.send({"action": "say", "params": [text]})
