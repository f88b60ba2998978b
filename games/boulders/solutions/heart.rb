ROLLED = { "." => "O", "_" => "Q", "~" => "." }
LEFT = { "O" => ".", "Q" => "_", "*" => "." }

# The map after a step from one field to another, or nil where there is no way.
def after(mine, to, step)
  sign = mine[to]
  return nil if "#~".include?(sign)
  return nil if sign == "E" && mine.match?(/[*_]/)
  mine = mine.dup
  if "OQ".include?(sign)
    mine[to + step] = ROLLED[mine[to + step]] || (return nil)
  end
  mine[to] = LEFT[sign] || sign
  mine
end

rows = read_map
width = rows[0].length
steps = { "up" => -width, "down" => width, "left" => -1, "right" => 1 }
# A state is where the miner stands, and a map without him.
mine = rows.join
start = [mine.index("@"), mine.sub("@", ".")]
ways = { start => [] }
queue = [start]
until mine[queue[0][0]] == "E"
  state = queue.shift
  here, now = state
  steps.each do |direction, step|
    changed = after(now, here + step, step)
    following = [here + step, changed]
    next if changed.nil? || ways.key?(following)
    ways[following] = ways[state] + [direction]
    queue.push(following)
  end
end

ways[queue[0]].each { |direction| move(direction) }
