# The Bash engine: gives a program `Engine.send`, which hands a command to the game and puts its answer into REPLY.
#
# It makes no process for a command; its argument says that it may make some for other things. What runs while a live
# instruction is evaluated, or a variable of the learner's is read, has only variables that begin with `livecoding`.

# Hands the command to the game and waits for its answer. The answer is in REPLY, and is printed too where something
# else than the console takes it: in `$(Engine.send …)`, before a pipe, into a file.
# Gives 2 when the game refuses the command; REPLY says why.
Engine.send() {
  local -
  set +eux
  livecoding_exchange "${1-}" && livecoding_print "$REPLY"
}

# Bash's own `read`, which tells the server before it waits for the learner's input.
read() {
  livecoding_announce "$@"
  builtin read "$@"
}

# Bash calls this in a process of its own.
command_not_found_handle() {
  if [[ -n $livecoding_live_number ]]; then
    printf '%s: command not found\n' "$1" >&2
    return 127
  fi
  livecoding_fail 'command not found' 'command not found' "$1"
}

livecoding_exchange() {
  local livecoding_start=$'start\n'$1 livecoding_word livecoding_body livecoding_holds=yes
  # A command is not left half way where the program's calls are too deep.
  local FUNCNEST=
  if [[ -z $livecoding_out ]]; then
    livecoding_exchange_by_hand "$1"
    return 0
  fi
  if [[ $1 == *[$'\n\r']* ]]; then
    livecoding_quote "$1"
    livecoding_start=$'start json\n'$livecoding_quoted
  fi
  livecoding_look
  livecoding_lock
  printf 'none %s\n%s\ninsert\n' "$livecoding_none" "$livecoding_start" >&"$livecoding_out"
  livecoding_receive
  printf 'close\n' >&"$livecoding_out"
  livecoding_unlock
  ((livecoding_answers += 1))
  if [[ $livecoding_word == answer ]]; then
    livecoding_decode "${livecoding_body:1:-1}"
    livecoding_reply "$livecoding_text"
    return 0
  fi
  livecoding_member "$livecoding_body" text
  livecoding_reply "$livecoding_text"
  livecoding_look
  printf '%s: line %s: %s: %s\n' "$livecoding_file" "$livecoding_line" "$livecoding_called" "$REPLY" >&2
  return 2
}

# Revision 1: the program's own standard streams, as in a terminal.
livecoding_exchange_by_hand() {
  printf 'none\n' >&2
  printf 'start\n%s\ninsert\n' "$1"
  IFS= builtin read -r REPLY
  printf 'close\n'
}

livecoding_reply() {
  # A list or a record of before would stay in it.
  [[ ${REPLY@a} != *[aA]* ]] || unset -v REPLY
  REPLY=$1
}

livecoding_print() {
  if (($# == 0)) || [[ -z $livecoding_processes || ! -e /dev/fd/1 || /dev/fd/1 -ef /dev/fd/$livecoding_stdout ]]; then
    return 0
  fi
  printf '%s\n' "$@"
}

# One process of the program speaks with the server at a time: who has read the only byte of a pipe.
livecoding_lock() {
  local byte
  [[ -z $livecoding_token ]] || builtin read -rN1 -u "$livecoding_token" byte
}

livecoding_unlock() {
  [[ -z $livecoding_token ]] || printf '.' >&"$livecoding_token"
}

# The next line of the server as a word and what follows it.
livecoding_receive() {
  local livecoding_received
  while IFS= builtin read -r -u "$livecoding_in" livecoding_received; do
    livecoding_word=${livecoding_received%% *}
    livecoding_body=${livecoding_received:${#livecoding_word}+1}
    case $livecoding_word in
      instruction) livecoding_instruct "$livecoding_body" ;;
      program | answer | refuse) return ;;
      *) break ;;
    esac
  done
  trap - EXIT
  ((BASHPID == $$)) || kill -TERM "$$"
  exit 0
}

# Evaluates what the user typed while the program waits or is idle, and tells what came of it.
livecoding_instruct() {
  local livecoding_live_number livecoding_live_process=$BASHPID livecoding_live_depth=${#FUNCNAME[@]}
  local livecoding_live_line livecoding_live_error= livecoding_live_source livecoding_live_answers=$livecoding_answers
  livecoding_member "$1" n
  livecoding_live_number=$livecoding_text
  livecoding_member "$1" source
  livecoding_live_source=$livecoding_text
  # Other processes of the program may send commands meanwhile, and those of the instruction's own must.
  [[ -z $livecoding_holds ]] || livecoding_unlock
  if livecoding_check_syntax "live#$livecoding_live_number" "$livecoding_live_source"; then
    livecoding_evaluate
    livecoding_come_down
  else
    livecoding_live_error=$livecoding_error
  fi
  local value=null
  if [[ -n $livecoding_live_error ]]; then
    value=$livecoding_live_error
  elif ((livecoding_answers > livecoding_live_answers)); then
    livecoding_quote "${REPLY[*]}"
    value=$livecoding_quoted
  fi
  local name=value
  [[ -z $livecoding_live_error ]] || name=error
  [[ -z $livecoding_holds ]] || livecoding_lock
  printf 'result {"n":%s,"%s":%s}\n' "$livecoding_live_number" "$name" "$value" >&"$livecoding_out"
}

livecoding_evaluate() {
  livecoding_live_line=$((LINENO + 1))
  eval "$livecoding_live_source"
}

# Mode live: the program has come to its end, and instructions still find its variables.
livecoding_live() {
  local - livecoding_word livecoding_body livecoding_holds=
  set +eux
  printf 'idle {}\n' >&"$livecoding_out"
  livecoding_receive
}

# Tells of the error `$1` that says `$2` at the learner's line, where `$3` was called, and ends the program there.
livecoding_fail() {
  local name=$1 called raw
  livecoding_look
  called=${3-$livecoding_called}
  raw=${called:+$called: }$2
  livecoding_error runtime "$name" "$raw" "$livecoding_file" "$livecoding_line" \
    "$livecoding_file: line $livecoding_line: $raw"
  if [[ -n $livecoding_live_number ]] && ((BASHPID == livecoding_live_process)); then
    livecoding_live_error=$livecoding_error
    livecoding_go_down "$livecoding_live_depth"
    return
  fi
  if [[ -n $livecoding_live_number || -z $livecoding_out ]]; then
    printf '%s: line %s: %s\n' "$livecoding_file" "$livecoding_line" "$raw" >&2
    exit 2
  fi
  printf 'error %s\n' "$livecoding_error" >&"$livecoding_out"
  if ((BASHPID != $$)); then
    kill -TERM "$$"
  elif [[ $livecoding_mode == live ]]; then
    livecoding_go_down 1
    return
  fi
  exit 1
}

# What `set -e` ends a program for, in mode live too.
livecoding_failed() {
  [[ $- == *e* ]] || return 0
  local - livecoding_mode=once
  set +eux
  ((BASHPID != $$)) || livecoding_fail 'exit status' "exit status $1" ''
}

# Bash has no exceptions. While a DEBUG trap gives 2, each function and file returns before its next command.
livecoding_go_down() {
  livecoding_depth=$1
  shopt -s extdebug
  trap livecoding_return DEBUG
}

livecoding_return() {
  ((${#FUNCNAME[@]} - 1 <= livecoding_depth)) || return 2
}

livecoding_come_down() {
  [[ -n $livecoding_depth ]] || return
  trap - DEBUG
  shopt -u extdebug
  set -E
  livecoding_depth=
}

# What is told of an error, in livecoding_error: kind, name, message, file, line, and how Bash would print it.
livecoding_error() {
  local kind=$1 line=${5:-null} name message file
  livecoding_quote "$2"; name=$livecoding_quoted
  livecoding_quote "$3"; message=$livecoding_quoted
  livecoding_quote "$4"; file=$livecoding_quoted
  livecoding_quote "$6"
  livecoding_error="{\"kind\":\"$kind\",\"name\":$name,\"message\":$message,\"file\":$file,\"line\":$line,"
  livecoding_error+="\"column\":null,\"frames\":[$livecoding_frames],\"raw\":$livecoding_quoted}"
}

# Whether Bash can read the program `$2`, which is called `$1`; else the error is in livecoding_error.
livecoding_check_syntax() {
  local text line message
  # Without processes Bash itself says what is wrong, when it comes to it.
  [[ -n $livecoding_processes ]] || return 0
  text=$("$BASH" --norc -n 2>&1 <<<"$2") && return
  # Bash reads line by line, so a program may switch its patterns on.
  [[ $2 != *extglob* ]] || ! "$BASH" --norc -O extglob -n <<<"$2" 2>/dev/null || return 0
  text=${text//"$BASH: line "/"$1: line "}
  message=${text#*: line }
  line=${message%%:*}
  message=${message%%$'\n'*}
  livecoding_frames=
  livecoding_error syntax 'syntax error' "${message#*: }" "$1" "$line" "$text"
  return 1
}

# Where the learner's program is: JSON in livecoding_none and livecoding_frames; file, line, and the name that is
# called there.
livecoding_look() {
  local index file line name place frame
  livecoding_none= livecoding_frames= livecoding_file= livecoding_line= livecoding_called=
  for ((index = 1; index < ${#FUNCNAME[@]} && index < 64; index++)); do
    file=${BASH_SOURCE[index]} line=${BASH_LINENO[index - 1]} name=${FUNCNAME[index]}
    case $file in
      "$livecoding_folder"/*) file=${file:${#livecoding_folder}+1} ;;
      ./*) file=${file:2} ;;
      /* | '')
        [[ $name == livecoding_evaluate ]] || continue
        file=live#$livecoding_live_number line=$((line - livecoding_live_line + 1))
        ;;
    esac
    [[ $name != source && $name != livecoding_evaluate ]] || name=main
    livecoding_quote "$file"
    place="\"file\":$livecoding_quoted,\"line\":$line"
    livecoding_quote "$name"
    frame="{\"name\":$livecoding_quoted,$place"
    if [[ -z $livecoding_none ]]; then
      livecoding_none="$place,\"stack\":["
      livecoding_file=$file livecoding_line=$line livecoding_called=${FUNCNAME[index - 1]}
    else
      livecoding_none+=, livecoding_frames+=,
    fi
    livecoding_none+="$frame}" livecoding_frames+="$frame,\"origin\":\"learner\"}"
    # Below an instruction stands the program's wait, which did not call it.
    [[ ${FUNCNAME[index]} != livecoding_evaluate ]] || break
  done
  [[ -z $livecoding_none ]] || livecoding_none="{$livecoding_none]}"
}

# Tells that `read`, called so, is about to wait for the learner's input.
livecoding_announce() {
  local - prompt= letters value
  set +eux
  while [[ ${1-} == -?* && $1 != -- ]]; do
    letters=${1%%[adinNptu]*}
    value=${1:${#letters}+1}
    case ${1:${#letters}:1} in
      '') ;;
      p) prompt=${value:-${2-}} ;;
      [tu]) return ;;
    esac
    [[ $letters == "$1" || -n $value ]] || shift
    shift || break
  done
  [[ -n $livecoding_out ]] || return
  [[ -z $livecoding_processes || /dev/fd/0 -ef /dev/fd/$livecoding_stdin ]] || return
  ! builtin read -t 0 || return
  livecoding_quote "$prompt"
  livecoding_lock
  printf 'input {"prompt":%s}\n' "$livecoding_quoted" >&"$livecoding_out"
  livecoding_unlock
}

# The text as a JSON string, in livecoding_quoted.
livecoding_quote() {
  if ((${#1} < 200)) && [[ $1 != *[\"\\[:cntrl:]]* ]]; then
    livecoding_quoted="\"$1\""
    return
  fi
  # In a locale with characters of several bytes a long text would take minutes.
  local LC_ALL=C text=$1 code char escape
  text=${text//\\/'\\'}
  text=${text//\"/'\"'}
  text=${text//$'\n'/'\n'}
  if [[ $text == *[[:cntrl:]]* ]]; then
    for ((code = 1; code < 32; code++)); do
      printf -v escape '\\x%02x' "$code"
      char=${escape@E}
      printf -v escape '\\u%04x' "$code"
      text=${text//"$char"/"$escape"}
    done
  fi
  livecoding_quoted="\"$text\""
}

# What the inside of a JSON string means, in livecoding_text. Bash has no character for \u0000, and leaves it out.
livecoding_decode() {
  livecoding_text=$1
  [[ $1 == *\\* ]] || return
  local text=$1 before pair code
  if [[ $text == *'\u'[0dD]* ]]; then
    local LC_ALL=C
    text=${text//'\\'/$'\x1e'}
    text=${text//'\u0000'/}
    while [[ $text == *'\u'[dD][89abAB]??'\u'[dD][c-fC-F]??* ]]; do
      before=${text%%'\u'[dD][89abAB]??'\u'[dD][c-fC-F]??*}
      pair=${text:${#before}:12}
      code=$((0x10000 + ((0x${pair:2:4} & 0x3ff) << 10) + (0x${pair:8:4} & 0x3ff)))
      printf -v code '\\U%08x' "$code"
      text=${text//"$pair"/"$code"}
    done
    text=${text//$'\x1e'/'\\'}
  fi
  local LC_ALL=$livecoding_locale
  livecoding_text=${text@E}
}

# The value of a member of a flat JSON object, in livecoding_text; nothing for null.
livecoding_member() {
  local LC_ALL=C text=${1%%"\"$2\":"*}
  text=${1:${#text}+${#2}+3}
  text=${text#"${text%%[! ]*}"}
  if [[ $text != \"* ]]; then
    text=${text%%[,\}]*}
    livecoding_text=${text#null}
    return
  fi
  text=${text:1}
  text=${text//'\\'/$'\x1e'}
  text=${text//'\"'/$'\x1f'}
  text=${text%%\"*}
  text=${text//$'\x1f'/'\"'}
  livecoding_decode "${text//$'\x1e'/'\\'}"
}

livecoding_start() {
  local livecoding_word livecoding_body seed source
  # Programs use the lowest descriptors for themselves.
  exec {livecoding_in}<&"$LIVECODING_ENGINE_IN"- {livecoding_out}>&"$LIVECODING_ENGINE_OUT"-
  exec {livecoding_stdin}<&0 {livecoding_stdout}>&1
  if [[ -n $livecoding_processes ]]; then
    exec {livecoding_token}<<<''
    exec {livecoding_token}<>"/dev/fd/$livecoding_token"
  fi
  local version=${BASH_VERSION%%(*}
  printf 'ready {"revision":2,"language":"bash","version":"%s","capabilities":["instruction","live","input"]}\n' \
    "$version" >&"$livecoding_out"
  livecoding_receive
  livecoding_member "$livecoding_body" folder; livecoding_folder=$livecoding_text
  livecoding_member "$livecoding_body" main; livecoding_main=$livecoding_text
  livecoding_member "$livecoding_body" bindings; livecoding_bindings=$livecoding_text
  livecoding_member "$livecoding_body" mode; livecoding_mode=$livecoding_text
  livecoding_member "$livecoding_body" seed; seed=$livecoding_text
  [[ -z $seed ]] || RANDOM=$((seed & 0x7fffffff))
  unset "${!LIVECODING_@}"
  IFS= builtin read -rd '' source <"$livecoding_main"
  if ! livecoding_check_syntax "$livecoding_main" "$source"; then
    printf 'error %s\n' "$livecoding_error" >&"$livecoding_out"
    [[ $livecoding_mode == live ]] || exit 2
    livecoding_main=/dev/null
  fi
  BASH_ARGV0=$livecoding_main
  # Without a bound Bash dies without a word, and only after a while.
  FUNCNEST=1000
  # The learner's files are looked for in their own folder, and have their plain names in what Bash says of them.
  shopt -u sourcepath
}

livecoding_processes= livecoding_out= livecoding_token= livecoding_bindings= livecoding_folder=
livecoding_depth= livecoding_live_number= livecoding_answers=0 livecoding_locale=${LC_ALL:-C.UTF-8}
if [[ -n ${LIVECODING_ENGINE-} ]]; then
  livecoding_processes=${1-}
  set --
  livecoding_start
  # Not in a function: what they declare is global.
  [[ -z $livecoding_bindings ]] || source "$livecoding_bindings"
  set -E
  trap 'livecoding_failed "$?"' ERR
  source "$livecoding_main"
  livecoding_come_down
  [[ $livecoding_mode != live ]] || livecoding_live
  exit 0
fi
