# The Ruby engine: gives a program `Engine.send`, which hands a command to the game and returns its answer.

# The game refused a command; the message says why.
class CommandRefused < StandardError; end

module Engine
  class << self
    # Hands +command+ to the game and waits for its answer, which is always a String.
    # A command that is no String travels as its JSON text.
    def send(command)
      @conversation.command(command)
    end

    def start
      @conversation = ENV.key?("LIVECODING_ENGINE") ? Descriptors.new : StandardStreams.new
      @conversation.begin
    end
  end

  # Revision 1: the program's own standard streams, as in a terminal.
  class StandardStreams
    def begin; end

    def command(command)
      STDERR.write("none\n")
      STDERR.flush
      STDOUT.write("start\n#{Json.text(command)}\ninsert\n")
      STDOUT.flush
      answer = STDIN.gets("\n").to_s.chomp
      STDOUT.write("close\n")
      STDOUT.flush
      answer
    end
  end

  # Revision 2: two descriptors of the engine's own; the standard streams are the learner's.
  class Descriptors
    def initialize
      @input = IO.for_fd(ENV["LIVECODING_ENGINE_IN"].to_i, "r:UTF-8")
      @output = IO.for_fd(ENV["LIVECODING_ENGINE_OUT"].to_i, "w:UTF-8")
      [@input, @output].each { |io| io.close_on_exec = true }
      @output.sync = STDOUT.sync = true
      @lock = Mutex.new
      @unanswered = false
    end

    def begin
      @output.write(%(ready {"revision":2,"language":"ruby","version":"#{RUBY_VERSION}","capabilities":[]}\n))
      Engine.restore_what_disable_gems_left_out
      word, body = receive
      quit unless word == "program"
      program = Json.object(body)
      @sources = Sources.new(program)
      # Registered first, so it runs last: the learner's own exit handlers still see the error and the game.
      at_exit { report($!) }
      srand(program["seed"]) if program["seed"]
      @sources.evaluate
    end

    def command(command)
      text = Json.text(command)
      instruction = "none #{@sources.none(caller_locations(2, 64))}\n#{start(text)}\ninsert\n"
      word, body = @lock.synchronize { exchange(instruction) }
      ::Kernel.raise(CommandRefused, Json.object(body)["text"].to_s, ::Kernel.caller(2)) if word == "refuse"
      Json.string(body)
    end

    private

    def exchange(instruction)
      # A timeout or a signal may have taken the program out of an earlier wait; its answer still comes.
      close(receive) if @unanswered
      flush_learner_output
      @output.write(instruction)
      @unanswered = true
      close(receive)
    rescue Errno::EPIPE
      quit
    end

    def start(text)
      text.match?(/[\r\n]/) ? "start json\n#{Json.encode(text)}" : "start\n#{text}"
    end

    def receive
      word, _, body = @input.gets("\n").to_s.chomp.partition(" ")
      %w[program answer refuse].include?(word) ? [word, body] : quit
    end

    def close(reply)
      @unanswered = false
      @output.write("close\n")
      reply
    end

    def report(error)
      return if error.nil? || error.is_a?(SystemExit) || error.is_a?(SignalException)

      flush_learner_output
      @output.write("error #{Json.encode(Report.new(error, @sources).to_h)}\n")
      # Ruby prints the error on its way out; it is told already.
      $stderr = Silence
    end

    def flush_learner_output
      STDOUT.flush unless STDOUT.closed?
      STDERR.flush unless STDERR.closed?
    end

    def quit
      flush_learner_output
    ensure
      Process.exit!(0)
    end
  end

  module Silence
    def self.write(*)
      0
    end
  end

  # The files of a run: loads them, and tells the learner's from the game's.
  class Sources
    BINDINGS = "bindings.rb"
    STACK_DEPTH = 8

    def initialize(program)
      @main = program["main"]
      @bindings = program["bindings"]
      folder = File.join(File.realpath(program["folder"]), "")
      @learner_names = Hash.new do |names, path|
        names[path] = path == @main ? path : (path.delete_prefix(folder) if path.start_with?(folder))
      end
    end

    def evaluate
      $0 = @main
      define_data
      TOPLEVEL_BINDING.eval(read(@bindings), BINDINGS, 1) if @bindings
      TOPLEVEL_BINDING.eval(read(@main), @main, 1)
    end

    # The learner's own frames among +locations+, as the JSON object that opens an instruction.
    def none(locations)
      frames = []
      locations.each do |location|
        file = @learner_names[location.path] or next
        place = %("file":#{Json.encode(file)},"line":#{location.lineno})
        frames << place << %({"name":#{Json.encode(location.base_label)},#{place}})
        break if frames.size == 2 * STACK_DEPTH
      end
      return "{}" if frames.empty?

      %({#{frames.first},"stack":[#{frames.each_slice(2).map(&:last).join(",")}]})
    end

    # The name shown for +path+ and whose it is.
    def place(path)
      return [@learner_names[path], "learner"] if @learner_names[path]

      [path, path == BINDINGS ? "game" : "engine"]
    end

    private

    def read(path)
      File.read(path, mode: "r:BOM|UTF-8")
    end

    def define_data
      source = File.open(@main, "r:UTF-8")
      source.each_line { |line| return Object.const_set(:DATA, source) if line.chomp == "__END__" }
      source.close
    end
  end

  # What is told of an uncaught error.
  class Report
    FRAMES = 50
    RAW_BYTES = 64 * 1024

    def initialize(error, sources)
      @error = error
      @sources = sources
      @text = attempt { error.message.to_s } || ""
    end

    def to_h
      at = frames.find { |frame| frame[:origin] == "learner" } || frames.find { |frame| frame[:origin] == "game" } || {}
      at = syntax_error if syntax_error
      { kind: @error.is_a?(SyntaxError) ? "syntax" : "runtime", name: attempt { @error.class.name } || @error.class.to_s,
        message: at[:message] || @text, file: at[:file], line: at[:line], column: nil,
        frames: frames.first(FRAMES), raw: raw.byteslice(0, RAW_BYTES).scrub("") }
    end

    private

    def frames
      @frames ||= (@error.backtrace || []).filter_map do |entry|
        path, line, label = entry.match(/\A(.+?):(\d+)(?::in [`'](.*)')?/m)&.captures
        next if path.nil? || path == __FILE__

        file, origin = @sources.place(path)
        { name: label.to_s.sub(/\A(?:block|rescue|ensure)\b.*? in /, ""), file: file, line: line.to_i, origin: origin }
      end
    end

    # Ruby names the place of a syntax error in the message alone.
    def syntax_error
      return unless @error.is_a?(SyntaxError)

      path, line, message = @text.match(/\A(.+?):(\d+): (.*)\z/m)&.captures
      file, origin = @sources.place(path) if path
      { file: file, line: line.to_i, message: message } if origin && origin != "engine"
    end

    def raw
      return @text if syntax_error

      text = attempt { @error.full_message(highlight: false, order: :top) } || @text
      Json.utf8(text).each_line.reject { |line| line.include?("#{__FILE__}:") }.join
    end

    # The learner's exception classes answer these questions, and may fail to.
    def attempt
      yield
    rescue Exception
      nil
    end
  end

  # The JSON that the protocol needs; loading the library would double the engine's start.
  module Json
    ESCAPES = Hash.new { |_, char| "\\u%04x" % char.ord }.merge!('"' => '\"', "\\" => "\\\\", "\n" => '\n')
    UNESCAPES = { "n" => "\n", "r" => "\r", "t" => "\t", "b" => "\b", "f" => "\f" }.freeze
    MEMBER = /"(\w+)"\s*:\s*(?:("(?:[^"\\]|\\.)*+")|(null)|([^\s,}]+))/
    ESCAPED = /\\(?:u(d[89ab]\h\h)\\u(d[c-f]\h\h)|u(\h{4})|(.))/i

    class << self
      def text(command)
        command.is_a?(::String) ? utf8(command) : encode(command)
      end

      def utf8(text)
        text = text.dup.force_encoding(Encoding::UTF_8) if text.encoding == Encoding::BINARY
        text = text.encode(Encoding::UTF_8, invalid: :replace, undef: :replace) if text.encoding != Encoding::UTF_8
        text.valid_encoding? ? text : text.scrub
      end

      def encode(value)
        case value
        when ::String then %("#{utf8(value).gsub(/["\\\x00-\x1f]/, ESCAPES)}")
        when ::Symbol then encode(value.to_s)
        when ::Integer, true, false then value.to_s
        when ::Float then value.finite? ? value.to_s : "null"
        when nil then "null"
        when ::Array then "[#{value.map { |item| encode(item) }.join(",")}]"
        when ::Hash then "{#{value.map { |key, item| "#{encode(key.to_s)}:#{encode(item)}" }.join(",")}}"
        else value.respond_to?(:to_json) ? value.to_json : encode(value.to_s)
        end
      end

      # The text of a JSON string.
      def string(json)
        inner = json[1..-2]
        return inner unless inner.include?("\\")

        inner.gsub(ESCAPED) do
          next UNESCAPES.fetch($4, $4) if $4
          next [0x10000 + (($1.hex & 0x3ff) << 10) + ($2.hex & 0x3ff)].pack("U") if $1

          $3.match?(/\Ad[89a-f]/i) ? "\uFFFD" : [$3.hex].pack("U")
        end
      end

      # A JSON object whose values are strings, numbers and null.
      def object(json)
        json.scan(MEMBER).to_h do |name, text, null, number|
          [name, text ? string(text) : (null ? nil : number.to_f == number.to_i ? number.to_i : number.to_f)]
        end
      end
    end
  end

  # RubyGems is three quarters of Ruby's start, and few programs need it: it is loaded for the first
  # that names `Gem` or requires what the standard library does not have.
  def self.restore_what_disable_gems_left_out
    require "did_you_mean"
    Object.autoload(:Gem, "rubygems")
    plain_require = ::Kernel.instance_method(:require)
    loaded = false
    ::Kernel.class_exec do
      private define_method(:require) { |feature|
        begin
          plain_require.bind_call(self, feature)
        rescue ::LoadError
          ::Kernel.raise if loaded
          loaded = true
          ::Gem
          require(feature)
        end
      }
      private define_method(:gem) { |*names| ::Gem && gem(*names) }
    end
  rescue LoadError
    nil # A Ruby built without its gems has nothing to restore.
  end

  private_constant :StandardStreams, :Descriptors, :Silence, :Sources, :Report, :Json
end

Engine.start
