# The example game for Python: the two functions that a learner may call; both return the answer.

def move(n):
    return Engine.send("move", n)


def say(text):
    return Engine.send("say", text)


