def walk(direction, steps)
  steps.times { move(direction) }
end

def go_to(column, row)
  here_column, here_row = position
  walk("right", column - here_column)
  walk("left", here_column - column)
  walk("down", row - here_row)
  walk("up", here_row - row)
end

rows = read_map
rows.each_with_index do |signs, row|
  signs.each_char.with_index do |sign, column|
    go_to(column, row) if sign == "*"
  end
end
go_to(rows[0].index("E"), 0)
