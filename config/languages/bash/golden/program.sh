numbers=(1 -2 3)
declare -A place=([x]=1 [y]=-0.25 [label]=A)
set_all 7 2.5 true 'naïve ✓ "quoted" \ #{x} $y' 'dark blue' numbers '[[1, 2], [], [3]]' place
paint
paint 3 green
big -9007199254740991
ask_integer
big $((REPLY + 1))
ask_number
# Bash counts with whole numbers alone.
hundredths=$((${REPLY/./} * 2))
measure "${hundredths%??}.${hundredths: -2}"
if ask_boolean; then say yes; else say no; fi
if ask_boolean; then say yes; else say no; fi
say "$(ask_text)!"
ask_text
say "<$REPLY>"
say "$(ask_colour)"
sum=0
ask_numbers
for number in "${REPLY[@]}"; do
  ((sum += number))
done
big "$sum"
ask_grid
grid=("${REPLY[@]}")
Engine.unpack "${grid[1]}"
big "${REPLY[0]}"
big "${#grid[@]}"
ask_place
declare -A place=([x]="${REPLY[x]}" [y]="${REPLY[y]}" [label]="${REPLY[label]}")
say "${place[label]}"
big "${place[x]}"
measure "${place[y]}"
class 5
old_say old
if ! dare; then
  say "$REPLY"
fi
