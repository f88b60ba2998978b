-- The engine of Lua: engine protocol, revision 2 inside the server's binary, and revision 1 by
-- hand in a terminal.
--
-- The host calls this chunk with a table of functions, see src/embedded/lua.rs, and exits with
-- the status it returns. A program may redefine anything that it can reach, so what the engine
-- needs later is kept in locals first, and strings are never used through their metatable.
Engine = {}

do
  local host = ...

  local MOST_STACK = 8
  local MOST_FRAMES = 50
  local MOST_RAW = 65536
  local MOST_ITEMS, MOST_INSIDE = 100, 3 -- of a table that is shown

  local char, find, format, gsub, match = string.char, string.find, string.format, string.gsub, string.match
  local byte, rep, sub = string.byte, string.rep, string.sub
  local concat, pack, sort, unpack = table.concat, table.pack, table.sort, table.unpack
  local to_utf8 = utf8 and utf8.char
  local math_type, floor, huge, max, min, randomseed =
    math.type, math.floor, math.huge, math.max, math.min, math.randomseed
  local close, create, resume, running, status_of =
    coroutine.close, coroutine.create, coroutine.resume, coroutine.running, coroutine.status
  local getinfo, getlocal, setlocal, traceback = debug.getinfo, debug.getlocal, debug.setlocal, debug.traceback
  local error, getmetatable, ipairs, load, next, pcall, rawequal, rawget, rawlen, select, setmetatable, tonumber, tostring, type =
    error, getmetatable, ipairs, load, next, pcall, rawequal, rawget, rawlen, select, setmetatable, tonumber, tostring, type
  local exit, open = os.exit, io.open
  local stdin, stdout, stderr = io.stdin, io.stdout, io.stderr
  local read, write, flush = stdin.read, stdout.write, stdout.flush

  local main_file, bindings_file, folder = "main.lua", "bindings.lua", ""

  -- JSON --------------------------------------------------------------------------------------

  local SHORT = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
  local LONG = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

  local function quote(text)
    return '"' .. gsub(text, '[%c"\\\127]', function(c)
      return SHORT[c] or format("\\u%04x", byte(c))
    end) .. '"'
  end

  local encode

  local function encode_table(value, outer)
    if outer[value] then error("a table that contains itself cannot be sent", 0) end
    outer[value] = true
    local parts, length = {}, rawlen(value)
    if length > 0 or next(value) == nil then
      for i = 1, length do parts[i] = encode(rawget(value, i), outer) end
    else
      for key in next, value do
        if type(key) ~= "string" then error("a table with keys of type " .. type(key) .. " cannot be sent", 0) end
        parts[#parts + 1] = key
      end
      sort(parts)
      for i, key in ipairs(parts) do parts[i] = quote(key) .. ":" .. encode(rawget(value, key), outer) end
    end
    outer[value] = nil
    local is_list = length > 0 or next(value) == nil
    return (is_list and "[" or "{") .. concat(parts, ",") .. (is_list and "]" or "}")
  end

  local function encode_number(value)
    if math_type(value) == "integer" then return format("%d", value) end
    if value ~= value or value == huge or value == -huge then return "null" end
    if value == floor(value) and value > -1e15 and value < 1e15 then return format("%.0f", value) end
    local short = format("%.14g", value)
    return tonumber(short) == value and short or format("%.17g", value)
  end

  -- The empty table is the empty list. A table's keys are sorted.
  function encode(value, outer)
    local kind = type(value)
    if kind == "string" then return quote(value) end
    if kind == "number" then return encode_number(value) end
    if kind == "nil" then return "null" end
    if kind == "boolean" then return tostring(value) end
    if kind == "table" then return encode_table(value, outer or {}) end
    error("a value of type " .. kind .. " cannot be sent", 0)
  end

  local function unescape(text)
    if not find(text, "\\", 1, true) then return text end
    local pending -- the first half of a character beyond U+FFFF
    text = gsub(text, "\\(.)(%x?%x?%x?%x?)", function(letter, digits)
      if letter ~= "u" then return LONG[letter] .. digits end
      local code = tonumber(digits, 16)
      if code >= 0xD800 and code < 0xDC00 then
        pending = code
        return ""
      elseif code >= 0xDC00 and code < 0xE000 then
        local high = pending
        pending = nil
        return high and to_utf8(0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00) or "\u{FFFD}"
      end
      return to_utf8(code)
    end)
    return text
  end

  local function malformed()
    error("this is no JSON", 0)
  end

  -- Reads the value at `at`; gives it and the place after it. What is null in a list or an object
  -- becomes `null`.
  local function decode(text, at, null)
    at = match(text, "^%s*()", at or 1)
    local first = sub(text, at, at)
    if first == '"' then
      local stop = at
      repeat
        stop = find(text, '["\\]', stop + 1) or malformed()
        local escaped = byte(text, stop) == 92
        if escaped then stop = stop + 1 end
      until not escaped
      return unescape(sub(text, at + 1, stop - 1)), stop + 1
    elseif first == "{" or first == "[" then
      local result, count, last = {}, 0, first == "{" and "}" or "]"
      local is_empty, place = match(text, "^%s*([%]}]?)()", at + 1)
      if is_empty == last then return result, place end
      repeat
        local key, value, separator
        if first == "{" then
          key, place = decode(text, place)
          place = type(key) == "string" and match(text, "^%s*:()", place) or malformed()
        end
        value, place = decode(text, place, null)
        count = count + 1
        result[key or count] = value
        separator, place = match(text, "^%s*([,%]}])()", place)
        if separator ~= "," and separator ~= last then malformed() end
      until separator == last
      return result, place
    end
    local word, after = match(text, "^([%w.+-]+)()", at)
    if word == "true" then return true, after end
    if word == "false" then return false, after end
    if word == "null" then return null, after end
    return word and match(word, "^-?%d[%d.eE+-]*$") and tonumber(word) or malformed(), after
  end

  -- Frames ------------------------------------------------------------------------------------

  -- The file of a frame as we show it, and whose it is.
  local function file_of(source)
    if sub(source, 1, 1) ~= "@" then return nil, "engine" end
    local file = sub(source, 2)
    if sub(file, 1, #folder + 1) == folder .. "/" then file = sub(file, #folder + 2) end
    if sub(file, 1, 2) == "./" then file = sub(file, 3) end
    if file == bindings_file and file ~= main_file then return file, "game" end
    return file, sub(file, 1, 1) == "/" and "engine" or "learner"
  end

  local function name_of(info)
    return info.what == "main" and "<main>" or info.name or "<anonymous>"
  end

  -- The learner's and the game's frames, innermost first; of the running coroutine without one.
  local function frames_of(thread, most, only)
    local frames = {}
    for level = thread and 0 or 2, 1000 do
      local info
      if thread then info = getinfo(thread, level, "Sln") else info = getinfo(level, "Sln") end
      if not info or #frames == most then break end
      local file, origin = file_of(info.source)
      if origin ~= "engine" and (not only or origin == only) and info.currentline > 0 then
        frames[#frames + 1] = { name = name_of(info), file = file, line = info.currentline, origin = origin }
      end
    end
    return frames
  end

  local function encode_frames(frames, with_origin)
    local parts = {}
    for i, frame in ipairs(frames) do
      local origin = with_origin and ',"origin":"' .. frame.origin .. '"' or ""
      parts[i] = format('{"name":%s,"file":%s,"line":%d%s}', quote(frame.name), quote(frame.file), frame.line, origin)
    end
    return "[" .. concat(parts, ",") .. "]"
  end

  -- The conversation --------------------------------------------------------------------------

  -- What Engine.send raises when the game refuses a command: a table with `code` and `message`,
  -- and its text wherever a text is wanted.
  CommandRefused = { __name = "CommandRefused" }
  local Refused = CommandRefused
  Refused.__index = Refused
  function Refused.__tostring(refusal) return refusal.message end
  function Refused.__concat(left, right) return tostring(left) .. tostring(right) end

  local function text_of(command)
    if type(command) == "string" then return command end
    local encoded, text = pcall(encode, command)
    if not encoded then error(text, 3) end
    return text
  end

  -- A stream that the program closed cannot be flushed, and need not be.
  local function flush_all()
    pcall(flush, stdout)
    pcall(flush, stderr)
  end

  local function leave(status)
    flush_all()
    exit(status)
  end

  local unsent = "" -- that an instruction is closed travels with what comes next

  local function tell(lines)
    local text = unsent .. lines .. "\n"
    unsent = ""
    if not host.write(text) then leave(0) end
  end

  local instruct

  -- The server's next line and its first word; live instructions that come before it are done.
  local function reply()
    local line = host.read_line() or "stop"
    local word = match(line, "^%l+ ?")
    while word == "instruction " do
      instruct(decode(line, 13))
      line = host.read_line() or "stop"
      word = match(line, "^%l+ ?")
    end
    return word, line
  end

  -- The value of an answer that is JSON. What is null in it is a function, which is no other value.
  local function parse(answer)
    local value, after = decode(answer, 1, malformed)
    if find(answer, "%S", after) then malformed() end
    return value
  end

  local function send(command)
    local text = text_of(command)
    local frames = frames_of(nil, MOST_STACK, "learner")
    local place = "{}"
    if frames[1] then
      place = format('{"line":%d,"file":%s,"stack":%s}', frames[1].line, quote(frames[1].file), encode_frames(frames))
    end
    flush_all()
    if find(text, "[\r\n]") then text = "start json\n" .. quote(text) else text = "start\n" .. text end
    tell("none " .. place .. "\n" .. text .. "\ninsert")
    local word, line = reply()
    if word == "answer " then
      unsent = "close\n"
      return tostring((decode(line, 8)))
    elseif word == "refuse " then
      unsent = "close\n"
      local refusal = decode(line, 8)
      error(setmetatable({ code = refusal.code, message = tostring(refusal.text) }, Refused), 0)
    end
    leave(line == "stop" and 0 or 1)
  end

  -- An uncaught error -------------------------------------------------------------------------

  local function wordings(thrown)
    if type(thrown) == "string" then
      thrown = gsub(thrown, "^%[engine%]:%d+: ", "") -- an overflow in the scope of an instruction
      local file, line, message = match(thrown, "^([^:\n]+):(%d+): (.*)$")
      if file and (file == main_file or file == bindings_file or match(file, "%.lua$") or match(file, "^live#%d+$")) then
        return "Error", message, file, tonumber(line)
      end
      return "Error", thrown
    end
    if rawequal(getmetatable(thrown), Refused) then return "CommandRefused", tostring(thrown) end
    local meta = getmetatable(thrown)
    if type(thrown) == "table" and not (type(meta) == "table" and rawget(meta, "__tostring")) then
      local name, message = rawget(thrown, "name"), rawget(thrown, "message")
      if type(message) == "string" then return type(name) == "string" and name or "Error", message end
      local encoded, text = pcall(encode, thrown)
      return "Error", encoded and text or "(error object is a table value)"
    end
    if type(thrown) == "table" or type(thrown) == "number" then return "Error", tostring(thrown) end
    return "Error", "(error object is a " .. type(thrown) .. " value)"
  end

  local function description(kind, name, message, place, frames, raw)
    return format('{"kind":"%s","name":%s,"message":%s,"file":%s,"line":%s,"column":null,"frames":%s,"raw":%s}',
      kind, quote(name), quote(sub(message, 1, MOST_RAW)), place.file and quote(place.file) or "null",
      place.line and format("%d", place.line) or "null", encode_frames(frames, true), quote(sub(raw, 1, MOST_RAW)))
  end

  local function describe_error(thread, thrown)
    local described, name, message, file, line = pcall(wordings, thrown)
    if not described then name, message, file, line = "Error", "an error that cannot be shown", nil, nil end
    local kind = "runtime"
    if message == "not enough memory" then kind, name = "limit", "MemoryError" end
    local frames = frames_of(thread, MOST_FRAMES)
    local place = frames_of(thread, 1, "learner")[1] or frames[1] or { file = file, line = line }
    local raw = traceback(thread, type(thrown) == "string" and thrown or message)
    return description(kind, name, message, place, frames, raw)
  end

  -- Loading -----------------------------------------------------------------------------------

  local function describe_syntax(problem)
    local file, line, message = match(problem, "^([^:\n]+):(%d+): (.*)$")
    if not file then return description("syntax", "SyntaxError", problem, {}, {}, problem) end
    return description("syntax", "SyntaxError", message, { file = file, line = tonumber(line) }, {}, problem)
  end

  local function read_file(path)
    local file, problem = open(path, "rb")
    if not file then return nil, problem end
    local text = file:read("a")
    file:close()
    -- As `lua FILE` does: a byte order mark and a first line with # are not Lua's.
    return (gsub(gsub(text, "^\239\187\191", ""), "^#", "--#"))
  end

  -- What is told of a coroutine that failed, nil of one that finished.
  local function failure_of(thread, finished, thrown)
    if finished and status_of(thread) == "dead" then return nil end
    if finished then thrown = "attempt to yield from outside a coroutine" end
    host.allow_report()
    flush_all()
    return describe_error(thread, thrown)
  end

  local program, program_chunk -- the coroutine of the file that runs, and the file as a function

  local function stays_at(line)
    local info = line and getinfo(program, 0, "fl")
    return info and info.currentline == line and rawequal(info.func, program_chunk)
  end

  -- Runs a file in a coroutine: when it fails, its frames are still there to be looked at, even
  -- after an error that no message handler is called for (memory). A file that `lives` gets one
  -- more line, which fails, so that its locals are kept at its end too; there is no place for it
  -- after a `return`.
  local function run(path, name, lives)
    local text, problem = read_file(path)
    if not text then
      tell("error " .. description("runtime", "Error", problem, {}, {}, problem))
      return false
    end
    local last_line
    program_chunk = lives and load(text .. "\n;(nil)()", "@" .. name, "t")
    if program_chunk then
      for line in next, getinfo(program_chunk, "L").activelines do last_line = max(line, last_line or 0) end
    else
      program_chunk, problem = load(text, "@" .. name, "t")
    end
    if not program_chunk then
      tell("error " .. describe_syntax(problem))
      return false
    end
    program = create(program_chunk)
    local finished, thrown = resume(program)
    local failure = not stays_at(last_line) and failure_of(program, finished, thrown)
    if failure then tell("error " .. failure) end
    return not failure
  end

  -- Live instructions -------------------------------------------------------------------------

  local globals = _G
  local is_instructed = false
  local depth, slots -- what a survey found; it stays true while an instruction runs

  -- The level of the program's chunk as the caller has to name it, and the numbers of its locals.
  -- It is at the bottom of its coroutine, unless it has ended.
  local function survey()
    if slots then return depth, slots end
    local found, low, high = {}, -1, 0
    if not program then return low, found end
    while getinfo(program, high, "l") do low, high = high, high * 2 + 1 end
    while high - low > 1 do
      local middle = (low + high) // 2
      if getinfo(program, middle, "l") then low = middle else high = middle end
    end
    if low >= 0 and rawequal(getinfo(program, low, "f").func, program_chunk) then
      local slot, name = 1, getlocal(program, low, 1)
      while name do
        found[name] = slot -- a later one hides those before it
        slot, name = slot + 1, getlocal(program, low, slot + 1)
      end
    end
    if running() == program then return low - 1, found end
    if is_instructed then depth, slots = low, found end
    return low, found
  end

  -- Where instructions, and the functions that they define, look for variables.
  local scope = setmetatable({}, {
    __index = function(_, name)
      local level, locals = survey()
      if not locals[name] then return globals[name] end
      local _, value = getlocal(program, level, locals[name])
      return value
    end,
    __newindex = function(_, name, value)
      local level, locals = survey()
      if locals[name] then setlocal(program, level, locals[name], value) else globals[name] = value end
    end,
  })

  -- A value as a learner would write it.
  local function shown(value, outside)
    if type(value) == "string" then return quote(value) end
    if type(value) ~= "table" or getmetatable(value) ~= nil then return tostring(value) end
    if outside == MOST_INSIDE then return "{...}" end
    local parts, named, length = {}, {}, rawlen(value)
    for i = 1, min(length, MOST_ITEMS) do parts[i] = shown(rawget(value, i), outside + 1) end
    for key, item in next, value do
      if #named == MOST_ITEMS then break end
      if math_type(key) ~= "integer" or key < 1 or key > length then
        local label = type(key) == "string" and match(key, "^[%a_][%w_]*$") or "[" .. shown(key, outside + 1) .. "]"
        named[#named + 1] = label .. " = " .. shown(item, outside + 1)
      end
    end
    sort(named)
    for _, text in ipairs(named) do parts[#parts + 1] = text end
    if length > MOST_ITEMS or #named == MOST_ITEMS then parts[#parts + 1] = "..." end
    return "{" .. concat(parts, ", ") .. "}"
  end

  local function shown_all(...)
    local parts = { ... }
    for i = 1, select("#", ...) do parts[i] = shown(parts[i], 0) end
    local text = concat(parts, "\t")
    if #text > MOST_RAW then text = gsub(sub(text, 1, MOST_RAW - 3), "[\xC0-\xFF][\x80-\xBF]*$", "") .. "…" end
    return quote(text)
  end

  -- Where something is to be closed at the end, `return f()` leaves the frame on the stack.
  local KEEPS_FRAME = "local _ENGINE <close> = nil "

  -- What an instruction comes to; what may be a value is tried as one.
  local function outcome(source, name)
    local chunk, problem = load(KEEPS_FRAME .. "return " .. source, name, "t", scope)
    if not chunk then chunk, problem = load(KEEPS_FRAME .. source, name, "t", scope) end
    if not chunk then return '"error":' .. describe_syntax(problem) end
    local thread = create(chunk)
    local results = pack(resume(thread))
    local failure = failure_of(thread, results[1], results[2])
    close(thread)
    if failure then return '"error":' .. failure end
    if results.n <= 2 and results[2] == nil then return '"value":null' end
    local is_shown, text = pcall(shown_all, unpack(results, 2, results.n))
    return '"value":' .. (is_shown and text or '"(a value that cannot be shown)"')
  end

  function instruct(instruction)
    is_instructed = true
    local result = outcome(instruction.source, "@live#" .. instruction.n)
    is_instructed, slots = false, nil
    flush_all()
    tell(format('result {"n":%d,%s}', instruction.n, result))
  end

  -- Standard input ----------------------------------------------------------------------------

  local at_end = false -- then there is nothing to wait for

  -- Whoever is called by pcall has neither a name nor a place to tell when it is used wrongly.
  local function results_of(name, called, first, ...)
    if not called then error((gsub(first, "'%?'", "'" .. name .. "'")), 2) end
    return first, ...
  end

  local function read_input(plain, ...)
    if not at_end then
      flush_all()
      tell('input {"prompt":""}')
    end
    local results = pack(pcall(plain, ...))
    if results[1] and results[2] == nil then at_end = read(stdin, 0) == nil end
    return results_of("read", unpack(results, 1, results.n))
  end

  local function input_lines(...)
    local parameters = pack(...)
    return function() return read_input(unpack(parameters, 1, parameters.n)) end
  end

  local function announce_input()
    local methods, input, io_read, io_lines, lines = getmetatable(stdin).__index, io.input, io.read, io.lines, stdin.lines
    function methods.read(file, ...)
      if rawequal(file, stdin) then return read_input(read, file, ...) end
      return results_of("read", pcall(read, file, ...))
    end
    function methods.lines(file, ...)
      if rawequal(file, stdin) then return input_lines(read, file, ...) end
      return results_of("lines", pcall(lines, file, ...))
    end
    function io.read(...)
      if rawequal(input(), stdin) then return read_input(io_read, ...) end
      return results_of("read", pcall(io_read, ...))
    end
    function io.lines(name, ...)
      if name == nil and rawequal(input(), stdin) then return input_lines(read, stdin, ...) end
      return results_of("lines", pcall(io_lines, name, ...))
    end
  end

  -- A run -------------------------------------------------------------------------------------

  -- The locals that are to be closed are, as they were at the end of a program that does not stay.
  local function idle()
    flush_all()
    tell("idle {}")
    local _, line = reply()
    if program then close(program) end
    leave(line == "stop" and 0 or 1)
  end

  local function serve()
    tell('ready {"revision":2,"language":"lua","version":"' .. match(_VERSION, "[%d.]+")
      .. '","capabilities":["instruction","live","input"]}')
    local line = host.read_line() or "stop"
    if sub(line, 1, 8) ~= "program " then leave(line == "stop" and 0 or 1) end
    local run_of = decode(line, 9)
    main_file, folder = run_of.main, run_of.folder
    package.path, package.cpath = "?.lua;?/init.lua", ""
    package.loadlib = nil
    arg = { [0] = main_file }
    if run_of.seed then randomseed(floor(run_of.seed)) end
    announce_input()
    if run_of.bindings then
      bindings_file = match(run_of.bindings, "[^/]*$")
      if not run(run_of.bindings, bindings_file) then return 1 end
    end
    local lives = run_of.mode == "live"
    local finished = run(folder .. "/" .. main_file, main_file, lives)
    if lives then idle() end
    flush_all()
    return finished and 0 or 1
  end

  -- Revision 1: the phases on the standard streams ----------------------------------------------

  local function send_by_hand(command)
    local text = text_of(command)
    write(stderr, "none\n")
    write(stdout, "start\n", text, "\ninsert\n")
    flush(stdout)
    local answer = read(stdin, "l") or ""
    write(stdout, "close\n")
    flush(stdout)
    return answer
  end

  Engine.parse = parse
  if type(host) == "table" then
    Engine.send = send
    stdout:setvbuf("line")
    local served, status = pcall(serve)
    if not served then error(status, 0) end
    return status
  else
    Engine.send = send_by_hand
  end
end
