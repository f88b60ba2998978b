# The Ruby engine: gives a program `Engine.send`, which hands a command to the game and returns its answer.

# The game refused a command; the message says why.
class CommandRefused < StandardError; end

module Engine
  # Hands +command+ to the game and waits for its answer, which is always a String.
  # A command that is no String travels as its JSON text.
  def self.send(command)
    @conversation.command(command)
  end

  def self.start
    return @conversation = StandardStreams.new unless ENV.key?("LIVECODING_ENGINE")

    @conversation = Descriptors.new
    @conversation.run
  end

  # Revision 1: the program's own standard streams, as in a terminal.
  class StandardStreams
    def command(command)
      write(STDERR, "none\n")
      write(STDOUT, "start\n#{Json.text(command)}\ninsert\n")
      answer = STDIN.gets("\n") || ""
      write(STDOUT, "close\n")
      answer.chomp("\n")
    end

    private

    def write(stream, text)
      stream.write(text)
      stream.flush
    end
  end

  # Revision 2: two descriptors of the engine's own; the standard streams are the learner's.
  class Descriptors
    REPLIES = %w[program answer refuse].freeze

    def initialize
      @input = IO.for_fd(ENV["LIVECODING_ENGINE_IN"].to_i, "r:UTF-8")
      @output = IO.for_fd(ENV["LIVECODING_ENGINE_OUT"].to_i, "w:UTF-8")
      [@input, @output].each { |io| io.close_on_exec = true }
      @output.sync = STDOUT.sync = true
      @lock = Mutex.new
      @holder = nil
      @unanswered = false
      @unsent = "" # That an instruction is closed travels with what comes next.
    end

    def run
      @output.write(%(ready {"revision":2,"language":"ruby","version":"#{RUBY_VERSION}","capabilities":["instruction","live","input"]}\n))
      Gems.restore
      program = Json.object(receive.last)
      @sources = Sources.new(program)
      # Registered first, so it runs last: the learner's own exit handlers still see the error and the game.
      at_exit { finish($!) }
      srand(program["seed"]) if program["seed"]
      LearnerInput.start(self)
      MemoryWatch.start
      program["mode"] == "live" ? live : @sources.evaluate_files
    end

    def command(command)
      text = Json.text(command)
      form = "start"
      form, text = "start json", Json.encode(text) if text.match?(/[\r\n]/)
      none = @sources.none(::Kernel.caller_locations(2, Sources::WALKED_FRAMES))
      word, body = exclusively { exchange("none #{none}\n#{form}\n#{text}\ninsert\n") }
      ::Kernel.raise(CommandRefused, Json.object(body)["text"], ::Kernel.caller(2)) if word == "refuse"
      Json.string(body)
    end

    # Tells that the program is about to wait for its standard input.
    def announce_input
      exclusively { tell(%(input {"prompt":""}\n)) }
    end

    private

    # An instruction's commands come from the thread whose command waits, in whatever fiber.
    def exclusively
      return yield if @holder.equal?(Thread.current)

      @lock.synchronize do
        @holder = Thread.current
        yield
      ensure
        @holder = nil
      end
    end

    def exchange(instruction)
      tell(instruction)
      @unanswered = true
      close
    end

    def tell(text)
      # A timeout or a signal may have taken the program out of an earlier wait; its answer still comes.
      close if @unanswered
      flush_learner_output
      write(text)
    end

    def close
      reply = receive
      @unanswered = false
      @unsent = "close\n"
      reply
    end

    def write(text)
      text = @unsent + text
      @unsent = ""
      @output.write(text)
    rescue Errno::EPIPE
      quit
    end

    def receive
      word, body = line
      while word == "instruction"
        instruct(body)
        word, body = line
      end
      REPLIES.include?(word) ? [word, body] : quit
    end

    def line
      line = @input.gets("\n", chomp: true) || "stop"
      space = line.index(" ")
      space ? [line[0, space], line[space + 1, line.size]] : [line, ""]
    end

    # Evaluates what the user typed while the program waits or is idle, and tells what came of it.
    def instruct(body)
      number, source = Json.object(body).values_at("n", "source")
      result = { n: number, value: nil }
      outer, @unanswered = @unanswered, false # The wait around this one goes on afterwards.
      result[:value] = @sources.evaluate_instruction("live##{number}", source)
    rescue SystemExit, SignalException
      ::Kernel.raise # The end of the program, unless it catches it; the instruction is over in both cases.
    rescue Exception => error
      result = { n: number, error: MemoryWatch.hold { Report.new(error, @sources).to_h } }
    ensure
      tell("result #{Json.encode(result)}\n")
      @unanswered = outer
    end

    # The program comes to its end, and instructions still find its variables.
    def live
      begin
        @sources.evaluate_files
      rescue SystemExit, SignalException
        ::Kernel.raise
      rescue Exception => error
        MemoryWatch.hold { report(error) }
      end
      end_threads
      exclusively { tell("idle {}\n") }
      nil while wait_for_instruction
    end

    # As Ruby does at the end of the main program.
    def end_threads
      others = (Thread.list - [Thread.current]).each(&:kill)
      ::Kernel.sleep(0.001) while others.any?(&:alive?)
    end

    def wait_for_instruction
      # Not with the lock: a thread that an instruction has started may send commands, and reads their answers.
      IO.select([@input])
      exclusively do
        next true unless IO.select([@input], nil, nil, 0)

        word, body = line
        instruct(body) if word == "instruction"
        word == "instruction"
      end
    end

    def finish(error)
      MemoryWatch.stop
      return if error.nil? || error.is_a?(SystemExit) || error.is_a?(SignalException)

      MemoryWatch.hold do
        report(error)
        # Ruby prints the error on its way out; it is told already.
        $stderr = Silence
      end
    end

    def report(error)
      flush_learner_output
      write("error #{Json.encode(Report.new(error, @sources).to_h)}\n")
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
    def self.write(*); end
  end

  # Standard input: a read that will block is announced.
  module LearnerInput
    some = ->(data, *) { !data.empty? }
    line = lambda do |data, separator = $/, *|
      separator = $/ if separator.is_a?(::Integer)
      separator && data.include?(separator.empty? ? "\n\n" : separator.b)
    end
    # What each method needs in the buffer so that it need not wait.
    ENOUGH = { gets: line, readline: line, readlines: ->(*) { false },
               read: ->(data, length = nil, *) { length && data.bytesize >= length },
               getc: some, readchar: some, getbyte: some, readbyte: some, readpartial: some }.freeze
    EACH = { each_line: :gets, each: :gets, each_char: :getc, each_byte: :getbyte }.freeze
    CHUNK_BYTES = 64 * 1024
    READ = ::IO.instance_method(:readpartial)

    def self.start(conversation)
      STDIN.extend(self).instance_variable_set(:@conversation, conversation)
      $stdin = Standard.new
    end

    # `Kernel#gets` and ARGF call the methods below only of what is no IO.
    class Standard < BasicObject
      def method_missing(name, *arguments, **options, &block)
        ::STDIN.public_send(name, *arguments, **options, &block)
      end
    end

    ENOUGH.each do |name, enough|
      define_method(name) do |*arguments, **options|
        fill_buffer { |data| enough.call(data, *arguments) }
        super(*arguments, **options)
      end
    end

    EACH.each do |name, reader|
      define_method(name) do |*arguments, **options, &block|
        next to_enum(name, *arguments, **options) unless block

        while (item = public_send(reader, *arguments, **options))
          block.call(item)
        end
        self
      end
    end

    private

    def fill_buffer
      data = "".b
      until yield(data)
        @conversation.announce_input unless ::IO.select([self], nil, nil, 0)
        data << READ.bind_call(self, CHUNK_BYTES)
      end
    rescue ::EOFError
      nil
    ensure
      ungetbyte(data) unless data.empty?
    end
  end

  # The files of a run: evaluates them, and tells the learner's from the game's.
  class Sources
    BINDINGS = "bindings.rb"
    STACK_DEPTH = 8
    KEPT_FILES = 64 # Each live instruction is one.
    VALUE_BYTES = 64 * 1024
    NOTHING = /\A(?:\s|#.*+)*+\z/
    WALKED_FRAMES = 64 # A deep recursion in the bindings must not make a command slow.

    def initialize(program)
      @main, @bindings = program.values_at("main", "bindings")
      folder = File.join(File.realpath(program["folder"]), "")
      @learner_names = Hash.new do |names, path|
        names[path] = path == @main ? path : (path.delete_prefix(folder) if path&.start_with?(folder))
      end
      # A program gives most of its commands in few places: what is told of a frame is kept.
      @frames = {}
    end

    def evaluate_files
      $0 = @main
      define_data
      [[@bindings, BINDINGS], [@main, @main]].each do |path, name|
        TOPLEVEL_BINDING.eval(File.read(path, mode: "r:BOM|UTF-8"), name, 1) if path
      end
    end

    # What the value of an instruction is written as; nil when it has none.
    def evaluate_instruction(name, source)
      @learner_names[name] = name
      value = TOPLEVEL_BINDING.eval(source, name, 1)
      return if source.match?(NOTHING)

      text = Json.utf8(value.inspect.to_s)
      text.bytesize > VALUE_BYTES ? "#{text.byteslice(0, VALUE_BYTES - 3).scrub("")}…" : text
    end

    # The learner's own frames among +locations+, as the JSON object that opens an instruction.
    def none(locations)
      innermost = nil
      stack = nil
      depth = 0
      locations.each do |location|
        file = @learner_names[location.path] or next
        place, frame = frame(file, location)
        innermost ||= place
        stack = stack ? "#{stack},#{frame}" : frame
        break if (depth += 1) == STACK_DEPTH
        # Below an instruction stands the program's wait, which did not call it.
        break if location.label == "<main>" && file.start_with?("live#")
      end
      innermost ? "{#{innermost},\"stack\":[#{stack}]}" : "{}"
    end

    # The name shown for +path+, and whose it is.
    def place(path)
      return [@learner_names[path], "learner"] if @learner_names[path]

      [path, path == BINDINGS ? "game" : "engine"]
    end

    private

    # A frame's place, and the frame with its name, as JSON.
    def frame(file, location)
      line = location.lineno
      @frames.clear if @frames.size > KEPT_FILES
      names = (@frames[file] ||= {})[line] ||= {}
      names[location.base_label] ||= begin
        place = %("file":#{Json.encode(file)},"line":#{line})
        [place, %({"name":#{Json.encode(location.base_label)},#{place}})]
      end
    end

    def define_data
      source = File.open(@main, "r:UTF-8")
      source.each_line { |line| return Object.const_set(:DATA, source) if line.chomp == "__END__" }
      source.close
    end
  end

  # Ruby itself neither says where memory ran out, nor survives it for certain. An object that is collected
  # whenever memory is looks how much is left, and has the error raised while it can be told.
  module MemoryWatch
    LEFT_BYTES = 40 * 1024 * 1024

    class << self
      def start
        @looked = ->(_) { look }
        @was_left = true
        leave_object
      end

      # Ruby would finalize new objects for ever when it ends.
      def stop
        @looked = nil
      end

      # The error is not raised in the midst of the block.
      def hold(&block)
        Thread.handle_interrupt(NoMemoryError => :never, &block)
      end

      private

      def look
        return unless @looked

        leave_object
        is_left = left?
        raise_in(Thread.current) if @was_left && !is_left
        @was_left = is_left
      end

      def leave_object
        ObjectSpace.define_finalizer(Object.new, @looked)
      end

      def left?
        was_disabled = GC.disable
        ::String.new(capacity: LEFT_BYTES).clear # Nothing is written to it.
        true
      rescue NoMemoryError
        false
      ensure
        GC.enable unless was_disabled
      end

      # What is raised in a finalizer comes to nothing.
      def raise_in(thread)
        Thread.new { thread.raise(NoMemoryError, "failed to allocate memory") }
      rescue ThreadError
        nil
      end
    end
  end

  # What is told of an uncaught error.
  class Report
    FRAMES = 50
    RAW_BYTES = 64 * 1024
    INSTRUCTION = /\A#{Regexp.escape(__FILE__)}:\d+:in [`'](?:.*#)?evaluate_instruction'/
    BACKTRACE_ENTRY = /\A(.+?):(\d+)(?::in [`'](.*)')?/m

    def initialize(error, sources)
      @error = error
      @sources = sources
      @text = attempt { error.message.to_s } || ""
      attempt { error.set_backtrace(error.backtrace.take_while { |entry| !entry.match?(INSTRUCTION) }) }
    end

    def to_h
      at = syntax_error || frames.find { |frame| frame[:origin] == "learner" } || frames.find { |frame| frame[:origin] == "game" }
      { kind: kind, name: @error.class.to_s,
        message: at&.fetch(:message, nil) || @text, file: at&.fetch(:file), line: at&.fetch(:line), column: nil,
        frames: frames.first(FRAMES), raw: raw.byteslice(0, RAW_BYTES) }
    end

    private

    def kind
      case @error
      when SyntaxError then "syntax"
      when NoMemoryError then "limit"
      else "runtime"
      end
    end

    def frames
      @frames ||= (@error.backtrace || []).filter_map do |entry|
        path, line, label = entry.match(BACKTRACE_ENTRY)&.captures
        next if path.nil? || path == __FILE__

        file, origin = @sources.place(path)
        { name: label.to_s.sub(/\A(?:block|rescue|ensure)\b.*? in /, ""), file: file, line: line.to_i, origin: origin }
      end
    end

    # Ruby names the place of a syntax error in the message alone.
    def syntax_error
      path, line, message = @text.match(/\A(.+?):(\d+): (.*)\z/m)&.captures if @error.is_a?(SyntaxError)
      file, origin = @sources.place(path) if path
      { file: file, line: line.to_i, message: message } if origin && origin != "engine"
    end

    def raw
      text = attempt { @error.full_message(highlight: false, order: :top) } unless syntax_error
      Json.utf8(text || @text).each_line.reject { |line| line.include?("#{__FILE__}:") }.join
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
    TO_ESCAPE = /["\\\x00-\x1f]/
    UNESCAPES = { "n" => "\n", "r" => "\r", "t" => "\t", "b" => "\b", "f" => "\f" }.freeze
    ESCAPED = /\\(?:u(d[89ab]\h\h)\\u(d[c-f]\h\h)|u(\h{4})|(.))/i
    MEMBER = /"(\w+)"\s*:\s*(?:("(?:[^"\\]|\\.)*+")|null|(-?\d+))/

    class << self
      def text(command)
        command.is_a?(::String) ? utf8(command) : encode(command)
      end

      def utf8(text)
        return text if text.encoding == Encoding::UTF_8 && text.valid_encoding?

        text = text.dup.force_encoding(Encoding::UTF_8) if text.encoding == Encoding::BINARY
        text.encode(Encoding::UTF_8, invalid: :replace, undef: :replace).scrub
      end

      def encode(value)
        case value
        when ::String then %("#{escaped(utf8(value))}")
        when ::Symbol then encode(value.to_s)
        when ::Integer, true, false then value.to_s
        when ::Float then value.finite? ? value.to_s : "null"
        when nil then "null"
        when ::Array then "[#{value.map { |item| encode(item) }.join(",")}]"
        when ::Hash then "{#{value.map { |key, item| "#{encode(key.to_s)}:#{encode(item)}" }.join(",")}}"
        else value.respond_to?(:to_json) ? value.to_json : encode(value.to_s)
        end
      end

      def escaped(text)
        text.match?(TO_ESCAPE) ? text.gsub(TO_ESCAPE, ESCAPES) : text
      end

      # The text of a JSON string.
      def string(json)
        inner = json[1..-2]
        return inner unless inner.include?("\\")

        inner.gsub(ESCAPED) do
          next UNESCAPES.fetch($4, $4) if $4

          [$1 ? 0x10000 + (($1.hex & 0x3ff) << 10) + ($2.hex & 0x3ff) : $3.hex].pack("U")
        end
      end

      # A JSON object whose values are strings, whole numbers and null.
      def object(json)
        json.scan(MEMBER).to_h { |name, text, number| [name, text ? string(text) : number&.to_i] }
      end
    end
  end

  # RubyGems is three quarters of Ruby's start, and few programs need it: Ruby starts without, and this loads it
  # for the first that names `Gem` or requires what the standard library does not have.
  module Gems
    def self.restore
      Object.autoload(:Gem, "rubygems")
      without_gems = ::Kernel.instance_method(:require)
      loaded = false
      ::Kernel.define_method(:require) do |feature|
        without_gems.bind_call(self, feature)
      rescue ::LoadError
        ::Kernel.raise if loaded
        loaded = true
        ::Gem && require(feature)
      end
      ::Kernel.define_method(:gem) { |*names| ::Gem && gem(*names) }
      ::Kernel.class_exec { private :require, :gem }
      require "did_you_mean"
    rescue LoadError
      nil # A Ruby that was built without it.
    end
  end

  private_constant :StandardStreams, :Descriptors, :Silence, :LearnerInput, :Sources, :MemoryWatch, :Report, :Json, :Gems
end

Engine.start
