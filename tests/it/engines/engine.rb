# The engine for Ruby: Engine.send gives one command of the game to the server and returns the answer.

require 'json'

$stdout.sync = true

module Engine
  def self.send(command, param)
    $stderr.puts 'none'
    $stdout.puts 'start'
    $stdout.puts JSON.generate(command => param.to_s)
    $stdout.puts 'insert'
    answer = $stdin.gets.chomp
    $stdout.puts 'close'
    answer
  end
end

