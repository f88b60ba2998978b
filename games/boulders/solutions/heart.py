from collections import deque

ROLLED = {".": "O", "_": "Q", "~": "."}
LEFT = {"O": ".", "Q": "_", "*": "."}

def put(mine, field, sign):
    return mine[:field] + sign + mine[field + 1:]

# The map after a step onto a field, or None where there is no way.
def after(mine, to, step):
    sign = mine[to]
    if sign in "#~" or (sign == "E" and ("*" in mine or "_" in mine)):
        return None
    if sign in "OQ":
        rolled = ROLLED.get(mine[to + step])
        if rolled is None:
            return None
        mine = put(mine, to + step, rolled)
    return put(mine, to, LEFT.get(sign, sign))

# A state is where the miner stands, and a map without him.
def solve(rows):
    mine, width = "".join(rows), len(rows[0])
    steps = {"up": -width, "down": width, "left": -1, "right": 1}
    start = (mine.index("@"), mine.replace("@", "."))
    ways = {start: []}
    queue = deque([start])
    while queue:
        here, now = state = queue.popleft()
        if now[here] == "E":
            return ways[state]
        for direction, step in steps.items():
            changed = after(now, here + step, step)
            following = (here + step, changed)
            if changed is not None and following not in ways:
                ways[following] = ways[state] + [direction]
                queue.append(following)

for direction in solve(read_map()):
    move(direction)
