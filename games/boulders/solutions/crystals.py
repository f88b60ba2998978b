from collections import deque

# Fields have numbers: row times width, plus column.
def way_to(goal):
    rows = read_map()
    mine, width = "".join(rows), len(rows[0])
    steps = {"up": -width, "down": width, "left": -1, "right": 1}
    start = mine.index("@")
    ways = {start: []}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if mine[here] == goal:
            return ways[here]
        for direction, step in steps.items():
            field = here + step
            if field not in ways and mine[field] in [".", "*", goal]:
                ways[field] = ways[here] + [direction]
                queue.append(field)

def walk(way):
    for direction in way:
        move(direction)

while crystals_left() > 0:
    walk(way_to("*"))
walk(way_to("E"))
