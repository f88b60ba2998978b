OPPOSITE = { "up" => "down", "down" => "up", "left" => "right", "right" => "left" }

# Says whether it found the way out; else it stands where it began.
def explore(back)
  return true if is_out
  OPPOSITE.each do |direction, opposite|
    next if direction == back || look(direction) == "wall"
    move(direction)
    return true if explore(opposite)
    undo
  end
  false
end

explore("nowhere")
