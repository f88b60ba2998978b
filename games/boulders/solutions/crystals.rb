# Fields have numbers: row times width, plus column.
def way_to(goal)
  rows = read_map
  mine, width = rows.join, rows[0].length
  start = mine.index("@")
  ways = { start => [] }
  queue = [start]
  until queue.empty?
    here = queue.shift
    return ways[here] if mine[here] == goal
    { "up" => -width, "down" => width, "left" => -1, "right" => 1 }.each do |direction, step|
      field = here + step
      next if ways.key?(field) || ![".", "*", goal].include?(mine[field])
      ways[field] = ways[here] + [direction]
      queue.push(field)
    end
  end
end

def walk(way)
  way.each { |direction| move(direction) }
end

walk(way_to("*")) while crystals_left > 0
walk(way_to("E"))
