# The learner's example program in Ruby: five moves, some output of its own, and a goodbye.

puts 'here we go'
count = 0
(1..5).each do |i|
  answer = move(i)
  raise "no answer to move #{i}" if answer.empty?
  count += 1
  puts "move #{i}: #{answer}"
  print 'thinking... '
end
puts "#{count} moves done"
say 'goodbye'
print 'the end'
