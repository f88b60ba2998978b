from collections import deque

rows = read_map()
mine, width = "".join(rows), len(rows[0])
steps = {"up": -width, "down": width, "left": -1, "right": 1}
plate, door = mine.index("_"), mine.index("E")

# A state is where the miner stands, and where the boulder lies.
start = (mine.index("@"), mine.index("O"))
ways = {start: []}
queue = deque([start])
while (door, plate) not in ways:
    miner, boulder = state = queue.popleft()
    for direction, step in steps.items():
        to = miner + step
        pushed = boulder + step if to == boulder else boulder
        if mine[to] == "#" or mine[pushed] in "#E":
            continue
        if to == door and boulder != plate:
            continue
        if (to, pushed) not in ways:
            ways[to, pushed] = ways[state] + [direction]
            queue.append((to, pushed))

for direction in ways[door, plate]:
    move(direction)
