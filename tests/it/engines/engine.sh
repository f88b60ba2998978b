# The engine for bash: engine_send gives one command of the game to the server
# and leaves the answer in the variable ANSWER.

engine_send() {
    local command=$1 param=$2
    param=${param//\\/\\\\}
    param=${param//\"/\\\"}

    echo none >&2
    echo start
    printf '{"%s":"%s"}\n' "$command" "$param"
    echo insert
    IFS= read -r ANSWER
    echo close
}

