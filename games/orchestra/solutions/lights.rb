play("pad", "1+3+5 - - - 4+6+8 - - -")

%w[sunset ocean forest gold].each do |colour|
  light(colour)
  wait_for_bar
end
