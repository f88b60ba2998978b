# The learner's example program in Python: five moves, some output of its own, and a goodbye.

print("here we go")
count = 0
for i in range(1, 6):
    answer = move(i)
    if not answer:
        raise RuntimeError("no answer to move %d" % i)
    count += 1
    print("move %d: %s" % (i, answer))
    print("thinking... ", end="")
print("%d moves done" % count)
say("goodbye")
print("the end", end="")
