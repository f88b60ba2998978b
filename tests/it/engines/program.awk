# The learner's example program in awk: five moves, some output of its own, and a goodbye.

BEGIN {
    print "here we go"
    for (i = 1; i <= 5; i++) {
        answer = move(i)
        if (answer == "") {
            print "no answer to move " i > "/dev/stderr"
            exit 1
        }
        count++
        print "move " i ": " answer
        printf "thinking... "
    }
    print count " moves done"
    say("goodbye")
    printf "the end"
}
