# The engine of R: gives a program `Engine$send`, which hands a command to the game and returns
# its answer.
#
# R cannot open a descriptor by its number, so the two named pipes are opened. The engine is
# evaluated in an environment below which is base R alone, whatever a program defines.

MOST_STACK <- 8
MOST_FRAMES <- 50
MOST_TEXT <- 65536
BYTES_FOR_R <- 96 * 2^20

# JSON ---------------------------------------------------------------------------------------------

ESCAPED <- '\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4}|\\\\.'
TOKEN <- '"(?:[^"\\\\]++|\\\\.)*+"|[][{}:,]|[^][{}:,"\\s]++'
SHORT <- c("\\n" = "\n", "\\t" = "\t", "\\r" = "\r", "\\b" = "\b", "\\f" = "\f")

utf8 <- function(text) {
  text <- enc2utf8(text)
  if (validUTF8(text)) text else iconv(text, "UTF-8", "UTF-8", sub = "\ufffd")
}

quoted <- function(text) {
  text <- gsub("([\"\\\\])", "\\\\\\1", utf8(text))
  if (grepl("[\001-\037]", text)) {
    text <- gsub("\n", "\\n", text, fixed = TRUE)
    for (code in c(1:9, 11:31)) {
      text <- gsub(intToUtf8(code), sprintf("\\u%04x", code), text, fixed = TRUE)
    }
  }
  paste0("\"", text, "\"")
}

number <- function(value) {
  if (!is.finite(value)) return("null")
  if (value == trunc(value) && abs(value) < 2^53) return(sprintf("%.0f", value))
  short <- sprintf("%.15g", value)
  if (as.numeric(short) == value) short else sprintf("%.17g", value)
}

# A value of length one is itself, and other vectors are arrays; a list with names is an object.
json <- function(value) {
  if (is.null(value)) return("null")
  if (is.factor(value)) value <- as.character(value)
  if (is.list(value)) {
    parts <- vapply(value, json, "", USE.NAMES = FALSE)
    if (is.null(names(value))) return(paste0("[", paste(parts, collapse = ","), "]"))
    keys <- vapply(names(value), quoted, "", USE.NAMES = FALSE)
    return(paste0("{", paste(keys, parts, sep = ":", collapse = ","), "}"))
  }
  if (!is.atomic(value)) stop("a value of type ", typeof(value), " cannot be sent", call. = FALSE)
  if (length(value) != 1) return(json(unname(as.list(value))))
  if (is.na(value)) return("null")
  if (is.character(value)) quoted(value)
  else if (is.logical(value)) if (value) "true" else "false"
  else if (is.numeric(value)) number(value)
  else stop("a value of type ", typeof(value), " cannot be sent", call. = FALSE)
}

unescaped <- function(escape) {
  if (nchar(escape) == 2) {
    short <- SHORT[escape]
    return(if (is.na(short)) substr(escape, 2, 2) else short)
  }
  codes <- strtoi(substring(escape, seq(3, nchar(escape), 6), seq(6, nchar(escape), 6)), 16L)
  if (length(codes) == 2) codes <- 0x10000 + (codes[1] %% 0x400) * 0x400 + codes[2] %% 0x400
  # R's texts have no NUL, and no halves of characters.
  if (codes == 0 || codes >= 0xd800 && codes < 0xe000) codes <- 0xfffd
  intToUtf8(codes)
}

# The text of a JSON string.
text_of <- function(string) {
  text <- substr(string, 2, nchar(string) - 1)
  if (!grepl("\\", text, fixed = TRUE)) return(text)
  found <- gregexpr(ESCAPED, text, perl = TRUE)
  escapes <- regmatches(text, found)[[1]]
  kinds <- unique(escapes)
  plain <- vapply(kinds, unescaped, "", USE.NAMES = FALSE)
  regmatches(text, found) <- list(plain[match(escapes, kinds)])
  text
}

# What a JSON text says: objects are lists with names, arrays lists without, null is NULL.
read_json <- function(json) {
  tokens <- regmatches(json, gregexpr(TOKEN, json, perl = TRUE))[[1]]
  at <- 0
  wrong <- function() stop("this is no JSON", call. = FALSE)
  take <- function() {
    at <<- at + 1
    if (at > length(tokens)) wrong()
    tokens[at]
  }
  items <- function(close, item) {
    taken <- list()
    if (identical(tokens[at + 1], close)) {
      take()
      return(taken)
    }
    repeat {
      taken <- c(taken, item())
      token <- take()
      if (token == close) return(taken)
      if (token != ",") wrong()
    }
  }
  member <- function() {
    key <- take()
    if (!startsWith(key, "\"") || take() != ":") wrong()
    structure(list(value()), names = text_of(key))
  }
  value <- function() {
    token <- take()
    if (startsWith(token, "\"")) return(text_of(token))
    switch(token,
      "{" = items("}", member),
      "[" = items("]", function() list(value())),
      true = TRUE,
      false = FALSE,
      null = NULL,
      if (grepl("^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$", token)) as.numeric(token) else wrong())
  }
  result <- value()
  if (at < length(tokens)) wrong()
  result
}

# The conversation ---------------------------------------------------------------------------------

input <- output <- NULL
ended <- function(status) quit(save = "no", status = status, runLast = FALSE)

unsent <- "" # That an instruction is closed travels with what comes next.

tell <- function(...) {
  flush(stdout())
  text <- paste0(unsent, ...)
  unsent <<- ""
  # Whoever does not hear it is gone.
  gone <- function(condition) ended(0)
  tryCatch(writeLines(text, output, useBytes = TRUE), error = gone, warning = gone)
}

# The server's next line, as its first word and the rest; instructions before it are done.
receive <- function() {
  repeat {
    line <- readLines(input, 1, encoding = "UTF-8", warn = FALSE)
    if (length(line) == 0) ended(0)
    word <- sub(" .*", "", line)
    rest <- substr(line, nchar(word) + 2, nchar(line))
    if (word %in% c("program", "answer", "refuse")) return(list(word = word, rest = rest))
    if (word != "instruction") ended(0)
    instruct(read_json(rest))
  }
}

send <- function(command) {
  is_text <- is.character(command) && length(command) == 1 && !is.na(command)
  text <- if (is_text) utf8(command) else json(command)
  start <- if (grepl("[\r\n]", text)) paste0("start json\n", quoted(text)) else paste0("start\n", text)
  if (is.null(output)) return(by_hand(start))
  tell("none ", place(frames_of(sys.calls(), sys.parents(), "learner", MOST_STACK)), "\n", start, "\ninsert")
  reply <- receive()
  unsent <<- "close\n"
  if (reply$word == "answer") return(text_of(reply$rest))
  reason <- read_json(reply$rest)
  stop(errorCondition(reason$text, class = "command_refused", call = NULL, code = reason$code))
}

# Revision 1: the standard streams, as in a terminal.
by_hand <- function(start) {
  cat("none\n", file = stderr())
  cat(start, "\ninsert\n", sep = "")
  answer <- readLines(standard_input(), 1)
  cat("close\n")
  if (length(answer) == 0) "" else answer
}

# Frames -------------------------------------------------------------------------------------------

folder <- ""
main <- "main.R"
statement <- NULL # The outermost that is being evaluated, as its place in the source.
base <- 0 # The frames below are of a program that waits, and not of the instruction that runs.

file_of <- function(reference) {
  name <- attr(reference, "srcfile")$filename
  if (is.null(name)) return(NULL)
  if (startsWith(name, paste0(folder, "/"))) name <- substring(name, nchar(folder) + 2)
  name <- sub("^[.]/", "", name)
  if (name == "bindings.R" && main != name) return(c(name, "game"))
  if (startsWith(name, "live#") || file.exists(file.path(folder, name))) return(c(name, "learner"))
  NULL
}

# The statements that are being evaluated, the innermost first; those of one origin only, if one is named.
frames_of <- function(calls, parents, only, most) {
  frames <- list()
  for (at in rev(seq_along(calls))) {
    if (at <= base || length(frames) == most) break
    reference <- attr(calls[[at]], "srcref")
    file <- if (!is.null(reference)) file_of(reference)
    if (is.null(file) || !is.null(only) && file[2] != only) next
    # What the language itself raises has the handler as its call.
    caller <- if (identical(calls[[at]][[1]], quote(.handleSimpleError))) at - 1 else parents[at]
    name <- if (caller > base) called(calls[[caller]]) else "<main>"
    frame <- list(name = name, file = file[1], line = reference[1], origin = file[2])
    # What one statement calls, and what that is called by, is one frame.
    if (length(frames) == 0 || !identical(frames[[length(frames)]], frame)) frames <- c(frames, list(frame))
  }
  frames
}

outermost <- function() {
  file <- file_of(statement[[1]])
  if (!is.null(file)) list(file = file[1], line = statement[[1]][1])
}

called <- function(call) {
  if (identical(call[[1]], quote(eval))) "<main>"
  else if (is.name(call[[1]])) as.character(call[[1]])
  else substr(paste(deparse(call[[1]]), collapse = " "), 1, 60)
}

place <- function(frames) {
  if (length(frames) == 0) return("{}")
  stack <- lapply(frames, function(it) it[c("name", "file", "line")])
  json(list(file = frames[[1]]$file, line = frames[[1]]$line, stack = stack))
}

# Errors -------------------------------------------------------------------------------------------

short <- function(text) substr(utf8(text), 1, MOST_TEXT)

described <- function(kind, name, message, file, line, frames, raw) {
  error <- list(kind = kind, name = name, message = short(message), file = file, line = line, column = NULL,
    frames = frames, raw = short(raw))
  json(error)
}

# What is told of an error that was raised in these calls.
report <- function(condition, calls, parents) {
  frames <- frames_of(calls, parents, NULL, MOST_FRAMES)
  own <- Filter(function(it) it$origin == "learner", frames)
  at <- if (length(own) > 0) own[[1]] else if (length(frames) > 0) frames[[1]] else outermost()
  message <- tryCatch(paste(conditionMessage(condition), collapse = "\n"), error = function(e) "")
  used_up <- "^(cannot allocate|vector memory|cons memory|memory exhausted)"
  kind <- if (grepl(used_up, message)) "limit" else "runtime"
  call <- tryCatch(deparse(conditionCall(condition), nlines = 1), error = function(e) "NULL")
  # The engine's own calls are nobody's business.
  told <- call != "NULL" && !startsWith(call, "eval(") && !startsWith(call, "livecoding")
  raw <- paste0(if (told) paste0("Error in ", call, " : ") else "Error: ", message)
  described(kind, class(condition)[1], message, at$file, at$line, frames, raw)
}

# `main.R:3:5: unexpected symbol` and the lines around it.
syntax_report <- function(condition, name, lines) {
  text <- conditionMessage(condition)
  first <- sub("\n.*", "", text)
  place <- "^.*?:([0-9]+):[0-9]+: "
  # What is missing at the end is missing in the last line.
  line <- if (grepl(place, first, perl = TRUE)) {
    min(as.numeric(sub(paste0(place, ".*"), "\\1", first, perl = TRUE)), length(lines))
  } else first_wrong_line(text, lines)
  described("syntax", "SyntaxError", sub(place, "", first, perl = TRUE), name, max(1, line), list(), text)
}

# Some errors come without a line: the least number of lines that have it.
first_wrong_line <- function(text, lines) {
  has_it <- function(count) {
    message <- tryCatch({
      parse(text = lines[seq_len(count)], keep.source = FALSE)
      ""
    }, error = conditionMessage)
    message == text
  }
  low <- 0
  high <- length(lines)
  while (high - low > 1) {
    middle <- (low + high) %/% 2
    if (has_it(middle)) high <- middle else low <- middle
  }
  high
}

# Evaluates `work`; whatever is raised there and not caught is told by `tell_error`, and ends it.
guarded <- function(work, tell_error) {
  on_error <- function(condition) {
    tell_error(report(condition, sys.calls(), sys.parents()))
    invokeRestart("livecoding_end")
  }
  on_warning <- function(condition) {
    # It names the call that it comes from, and this one is ours.
    if (getOption("warn") == 1 && identical(conditionCall(condition), quote(eval(expression, environment)))) {
      cat("Warning: ", conditionMessage(condition), "\n", sep = "", file = stderr())
      invokeRestart("muffleWarning")
    }
  }
  withRestarts(
    # Where a recursion without end came to is not to be found out: R asks no handler there.
    tryCatch(
      withCallingHandlers(work(), error = on_error, warning = on_warning),
      error = function(condition) tell_error(report(condition, list(), list()))),
    livecoding_end = function() NULL)
}

# Evaluation ---------------------------------------------------------------------------------------

# The expressions of a file; an error of its syntax is told by `tell_error`, and gives NULL.
parsed <- function(lines, name, tell_error) {
  Encoding(lines) <- "UTF-8"
  tryCatch(
    parse(text = lines, keep.source = TRUE, srcfile = srcfilecopy(name, lines), encoding = "UTF-8"),
    error = function(condition) {
      tell_error(syntax_report(condition, name, lines))
      NULL
    })
}

# The last value, and whether it is visible, after `show` was given each visible one.
evaluated <- function(expressions, environment, show) {
  references <- attr(expressions, "srcref")
  last <- list(value = NULL, visible = FALSE)
  for (at in seq_along(expressions)) {
    expression <- expressions[at]
    attr(expression, "srcref") <- statement <<- references[at]
    last <- withVisible(eval(expression, environment))
    if (last$visible) show(last$value)
  }
  last
}

shown <- function(value) {
  if (isS4(value)) methods::show(value) else print(value)
}

evaluate_file <- function(path, name, environment, tell_error) {
  lines <- readLines(path, encoding = "UTF-8", warn = FALSE, skipNul = TRUE)
  if (length(lines) > 0) lines[1] <- sub("^\ufeff", "", lines[1])
  expressions <- parsed(lines, name, tell_error)
  if (!is.null(expressions)) {
    guarded(function() evaluated(expressions, environment, shown), tell_error)
  }
}

# Live instructions --------------------------------------------------------------------------------

instruct <- function(instruction) {
  name <- paste0("live#", number(instruction$n))
  outer <- list(base, statement)
  on.exit({
    base <<- outer[[1]]
    statement <<- outer[[2]]
  })
  result <- "\"value\":null"
  failed <- function(error) result <<- paste0("\"error\":", error)
  expressions <- parsed(strsplit(instruction$source, "\n", fixed = TRUE)[[1]], name, failed)
  base <<- sys.nframe()
  guarded(function() {
    last <- evaluated(expressions, globalenv(), function(value) NULL)
    if (last$visible) result <<- paste0("\"value\":", quoted(short(printed(last$value))))
  }, failed)
  tell("result {\"n\":", number(instruction$n), ",", result, "}")
}

printed <- function(value) {
  text <- character()
  connection <- textConnection("text", "w", local = TRUE, encoding = "UTF-8")
  sink(connection)
  on.exit({
    sink()
    close(connection)
  })
  shown(value)
  sink()
  close(connection)
  on.exit()
  paste(text, collapse = "\n")
}

# Standard input -----------------------------------------------------------------------------------

standard <- NULL

# One connection for all, since what it has read ahead would be lost with it.
standard_input <- function() {
  if (is.null(standard)) standard <<- file("stdin", "r")
  standard
}

read_input <- function(prompt, n, ...) {
  cat(prompt)
  if (!is.null(output)) tell("input {\"prompt\":", quoted(prompt), "}")
  readLines(standard_input(), n, ...)
}

# As in a session: R's own does not wait in a program.
readline <- function(prompt = "") {
  line <- read_input(prompt, 1L, warn = FALSE)
  if (length(line) == 0) "" else line
}

read_lines <- function(con = stdin(), n = -1L, ...) {
  is_standard <- identical(con, "stdin") || inherits(con, "terminal") && con == 0
  if (is_standard) read_input("", n, ...) else base::readLines(con, n, ...)
}

# Packages -----------------------------------------------------------------------------------------

# The packages that R attaches at its start take four times as long as R itself. Each is attached
# when the first of its names is used.
attach_when_used <- function(package) {
  attached <- function(name) {
    library(package, pos = match("game", search()) + 1, warn.conflicts = FALSE, character.only = TRUE)
    get(name, envir = as.environment(paste0("package:", package)))
  }
  part <- function(...) readRDS(file.path(R.home("library"), package, ...))
  names <- tryCatch({
    if (package == "datasets") names(part("data", "Rdata.rdx")$variables)
    else part("Meta", "nsInfo.rds")$exports
  }, error = function(e) {
    library(package, character.only = TRUE)
    NULL
  })
  lapply(names, function(name) delayedAssign(name, attached(name), assign.env = .AutoloadEnv))
}

# A program starts no other program, so none is to be found. R looks for `uname` when `utils` is
# loaded, and would start `which` for that.
find_no_programs <- function() {
  none <- function(names) {
    names <- as.character(names)
    structure(rep("", length(names)), names = names)
  }
  unlockBinding("Sys.which", baseenv())
  assign("Sys.which", none, envir = baseenv())
  lockBinding("Sys.which", baseenv())
}

# A run --------------------------------------------------------------------------------------------

limit_memory <- function() {
  bytes <- as.numeric(Sys.getenv("LIVECODING_MEMORY_BYTES", "0")) - BYTES_FOR_R
  if (bytes > 0 && exists("mem.maxVSize")) {
    mem.maxVSize(bytes / 2^20)
    mem.maxNSize(bytes / 56)
  }
}

serve <- function() {
  input <<- fifo(Sys.getenv("LIVECODING_ENGINE_IN_PATH"), "r", blocking = TRUE)
  output <<- fifo(Sys.getenv("LIVECODING_ENGINE_OUT_PATH"), "w", blocking = TRUE)
  tell("ready {\"revision\":2,\"language\":\"r\",\"version\":\"", as.character(getRversion()),
    "\",\"capabilities\":[\"instruction\",\"live\",\"input\"]}")
  program <- read_json(receive()$rest)
  folder <<- program$folder
  main <<- program$main
  is_live <- program$mode == "live"
  if (!is.null(program$seed)) set.seed(program$seed %% 2^31)
  options(warn = 1, keep.source = TRUE)
  game$readline <- readline
  game$readLines <- read_lines
  limit_memory()
  failed <- function(error) {
    tell("error ", error)
    if (is_live) idle() else ended(1)
  }
  if (!is.null(program$bindings)) evaluate_file(program$bindings, "bindings.R", game, failed)
  # The compiler takes longer to load than all of the engine; only a program that runs long needs it.
  .Internal(enableJIT(3L))
  evaluate_file(file.path(folder, main), main, globalenv(), failed)
  if (is_live) idle()
  quit(save = "no")
}

idle <- function() {
  tell("idle {}")
  receive()
  ended(0)
}

find_no_programs()
for (package in c("datasets", "methods", "grDevices", "graphics", "stats", "utils")) attach_when_used(package)

# Game and engine are found after the program's own names, and `rm(list = ls())` does not remove them.
game <- attach(NULL, name = "game", warn.conflicts = FALSE)
game$Engine <- Engine <- new.env()
Engine$send <- send
Engine$read_json <- read_json
if (nzchar(Sys.getenv("LIVECODING_ENGINE"))) serve()
