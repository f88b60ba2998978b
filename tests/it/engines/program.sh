# The learner's example program in bash: five moves, some output of its own, and a goodbye.

echo "here we go"
count=0
for i in 1 2 3 4 5; do
    move "$i"
    if [ -z "$ANSWER" ]; then
        echo "no answer to move $i" >&2
        exit 1
    fi
    count=$((count + 1))
    echo "move $i: $ANSWER"
    printf 'thinking... '
done
echo "$count moves done"
say "goodbye"
printf 'the end'
