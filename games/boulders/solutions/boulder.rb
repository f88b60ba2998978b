rows = read_map
mine, width = rows.join, rows[0].length
steps = { "up" => -width, "down" => width, "left" => -1, "right" => 1 }
plate, door = mine.index("_"), mine.index("E")

# A state is where the miner stands, and where the boulder lies.
start = [mine.index("@"), mine.index("O")]
ways = { start => [] }
queue = [start]
until queue.empty?
  state = queue.shift
  miner, boulder = state
  break if miner == door
  steps.each do |direction, step|
    to = miner + step
    pushed = to == boulder ? boulder + step : boulder
    next if mine[to] == "#" || "#E".include?(mine[pushed])
    next if to == door && boulder != plate
    unless ways.key?([to, pushed])
      ways[[to, pushed]] = ways[state] + [direction]
      queue.push([to, pushed])
    end
  end
end

ways[[door, plate]].each { |direction| move(direction) }
