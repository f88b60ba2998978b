"""The Python engine: gives a program `Engine.send`, which hands a command to the game and returns its answer."""

import io
import os
import sys
from _thread import RLock, get_ident

try:
    from _json import encode_basestring as _quote, make_encoder as _make_encoder, make_scanner
except ImportError:  # Another Python than CPython.
    import json

    _parse = json.loads
    _encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    _quote = _encode
else:
    # The json package around these three is a third of the engine's start.
    class _ScannerSettings:
        strict, object_hook, object_pairs_hook = False, None, None
        parse_float, parse_int, parse_constant = float, int, None

    def _parse(text, _scan=make_scanner(_ScannerSettings)):
        try:
            value, end = _scan(text, 0)
        except StopIteration:
            end = None
        if end != len(text):
            raise ValueError("this is no JSON")
        return value

    def _encode(value):
        return "".join(_make_encoder({}, _refuse, _quote, None, ":", ",", False, False, True)(value, 0))

    def _refuse(value):
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


class CommandRefused(Exception):
    """The game refused a command; the message says why."""


class Engine:
    @staticmethod
    def send(command):
        """Hands the command to the game and waits for its answer, which is always a string.

        A command that is no string travels as its JSON text.
        """
        return _conversation.command(command)

    @staticmethod
    def parse(answer):
        """The value of an answer that is JSON; raises an error when it is none."""
        return _parse(answer.strip())


class _StandardStreams:
    """Revision 1: the program's own standard streams, as in a terminal."""

    def command(self, command):
        import sys  # Joined to this file, a program may have given the name another meaning.

        print("none", file=sys.stderr, flush=True)
        print("start", _text(command), "insert", sep="\n", flush=True)
        answer = sys.stdin.readline().rstrip("\r\n")
        print("close", flush=True)
        return answer


class _Descriptors:
    """Revision 2: two descriptors of the engine's own; the standard streams are the learner's."""

    def __init__(self):
        input, self._output = (int(os.environ[f"LIVECODING_ENGINE_{end}"]) for end in ("IN", "OUT"))
        self._unsent = ""  # That an instruction is closed travels with what comes next.
        self._write('ready {"revision":2,"language":"python","version":"%d.%d.%d","capabilities":["instruction","live","input"]}\n' % sys.version_info[:3])
        self._input = open(input, "rb", buffering=64 * 1024)
        for descriptor in input, self._output:
            os.set_inheritable(descriptor, False)
        self._lock = RLock()
        self._unanswered = False
        self._keep_reserve()
        # A lone surrogate is no reason for a program to fail.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
        _announce_input(self)

    def run(self):
        word, body = self._receive()
        if word != "program":
            self._quit()
        program = _parse(body)
        self._sources = _Sources(program["folder"], program["main"], program["bindings"])
        if program["seed"] is not None:
            import random

            random.seed(program["seed"])
        try:
            self._sources.execute()
        except SystemExit:
            raise
        except BaseException as error:
            self._reserve = None
            self._report(error)
            if program.get("mode") != "live":
                sys.exit(1)
        self._keep_reserve()
        if program.get("mode") == "live":
            self._idle()

    def command(self, command):
        text = _text(command)
        none = self._sources.none(sys._getframe(2))
        start = f"start json\n{_quote(text)}" if "\n" in text or "\r" in text else f"start\n{text}"
        with self._lock:
            self._tell(f"none {none}\n{start}\ninsert\n")
            self._unanswered = True
            word, body = self._close()
        if word == "refuse":
            raise CommandRefused(_parse(body).get("text") or "")
        return _parse(body)

    def announce_input(self, prompt):
        """Tells that the program is about to wait for its standard input."""
        with self._lock:
            self._tell(f'input {{"prompt":{_quote(prompt)}}}\n')

    def _tell(self, text):
        if self._unanswered:  # An exception of a signal handler ended the last wait; its answer still comes.
            self._close()
        self._flush_learner_output()
        self._write(text)

    def _receive(self):
        while True:
            word, body = self._line()
            if word in ("answer", "refuse", "program"):
                return word, body
            if word != "instruction":
                self._quit()
            self._instruct(body)

    def _line(self):
        word, _, body = self._input.readline().decode("utf-8", "replace").rstrip("\n").partition(" ")
        return word, body

    def _instruct(self, body):
        """Evaluates what the user typed while the program waits or is idle, and tells what came of it."""
        instruction = _parse(body)
        result = {"n": instruction["n"], "value": None}
        outer, self._unanswered = self._unanswered, False  # The wait around this one goes on afterwards.
        try:
            result["value"] = self._sources.evaluate(f"live#{instruction['n']}", instruction["source"])
        except SystemExit:
            raise  # The end of the program, unless it catches it; the instruction is over in both cases.
        except BaseException as error:
            self._reserve = None
            del result["value"]
            result["error"] = _report(error, self._sources)
        finally:
            self._tell(f"result {_json(result)}\n")
            self._unanswered = outer
            self._keep_reserve()

    def _keep_reserve(self, length=4 * 1024 * 1024):
        """Memory to report an error with, for a program that has used up the rest; it stays untouched."""
        try:
            self._reserve = bytes(length)
        except MemoryError:
            self._reserve = None

    def _idle(self):
        """Mode live: the program has come to its end, and instructions still find its variables."""
        while others := [thread for thread in _threads() if not thread.daemon and thread.ident != get_ident()]:
            others[0].join()  # Only then a program of Python has ended.
        import select

        self._tell("idle {}\n")
        while True:
            # Not with the lock: a thread that an instruction has started may send commands, and reads their answers.
            select.select([self._input], [], [])
            with self._lock:
                if not select.select([self._input], [], [], 0)[0]:
                    continue
                word, body = self._line()
                if word != "instruction":
                    return
                self._instruct(body)

    def _close(self):
        reply = self._receive()
        self._unanswered = False
        self._unsent = "close\n"
        return reply

    def _write(self, text):
        line = memoryview((self._unsent + text).encode("utf-8", "replace"))
        self._unsent = ""
        try:
            while line:
                line = line[os.write(self._output, line):]
        except BrokenPipeError:
            self._quit()

    def _report(self, error):
        if sys.excepthook is not sys.__excepthook__:
            try:
                sys.excepthook(type(error), error, error.__traceback__)
            except Exception:
                pass  # The hook is the learner's; the report below is ours.
        self._flush_learner_output()
        self._write(f"error {_json(_report(error, self._sources))}\n")

    @staticmethod
    def _flush_learner_output():
        for stream in sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__:
            try:
                stream.flush()
            except Exception:
                pass  # Closed, or replaced by the learner.

    def _quit(self):
        self._flush_learner_output()
        os._exit(0)


class _Sources:
    """The files of a run: executes them, and tells the learner's from the game's."""

    BINDINGS = "bindings.py"
    STACK_DEPTH = 8
    WALKED_FRAMES = 64  # A deep recursion in the bindings must not make a command slow.

    def __init__(self, folder, main, bindings):
        self._folder, self._main, self._bindings = folder, main, bindings
        self._names = _LearnerNames(folder, main)

    def execute(self):
        import builtins

        module = type(sys)("__main__")
        self._scope = scope = vars(module)
        scope.update(
            __builtins__=builtins,
            __file__=os.path.join(self._folder, self._main),
            __cached__=None,
            Engine=Engine,
            CommandRefused=CommandRefused,
        )
        sys.modules["__main__"] = module
        sys.argv = [self._main]
        sys.path[0] = self._folder
        if self._bindings is not None:
            exec(self._compiled(self._bindings, self.BINDINGS), scope)
        exec(self._compiled(self._main, self._main), scope)

    def evaluate(self, name, source):
        """What the value of an instruction is written as; None when it has none."""
        import _ast  # Python's own part of ast: it is there without being loaded.

        self._names[name] = name
        tree = compile(source, name, "exec", _ast.PyCF_ONLY_AST, True)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], _ast.Expr) else None
        # All of it is compiled before any of it runs.
        statements = compile(tree, name, "exec", 0, True)
        expression = last and compile(_ast.Expression(last.value), name, "eval", 0, True)
        exec(statements, self._scope)
        value = expression and eval(expression, self._scope)
        return None if value is None else _shortened(repr(value))

    @staticmethod
    def _compiled(path, name):
        with open(path, "rb") as source:
            return compile(source.read(), name, "exec", dont_inherit=True)

    def none(self, frame):
        """The learner's own frames from `frame` outwards, as the JSON object that opens an instruction."""
        places, stack = [], []
        for _ in range(self.WALKED_FRAMES):
            if frame is None or len(stack) == self.STACK_DEPTH:
                break
            code = frame.f_code
            file = self._names[code.co_filename]
            if file is not None:
                places.append(f'"file":{_quote(file)},"line":{frame.f_lineno}')
                stack.append(f'{{"name":{_quote(code.co_name)},{places[-1]}}}')
                if code.co_name == "<module>" and file.startswith("live#"):
                    break  # Below an instruction stands the program's wait, which did not call it.
            frame = frame.f_back
        return f'{{{places[0]},"stack":[{",".join(stack)}]}}' if stack else "{}"

    def place(self, path):
        """The name shown for a file, and whose it is."""
        learner = self._names[path]
        if learner is not None:
            return learner, "learner"
        return path, "game" if path == self.BINDINGS else "engine"


class _LearnerNames(dict):
    """From the path of a code object to the name the learner gave the file; None for files of others."""

    def __init__(self, folder, main):
        super().__init__({main: main})
        self._prefix = os.path.join(folder, "")

    def __missing__(self, path):
        name = path[len(self._prefix):] if path.startswith(self._prefix) else None
        self[path] = name
        return name


class _LearnerInput(io.FileIO):
    """Standard input below its buffer: a read that will block is announced."""

    prompt = ""
    read, readall = io.RawIOBase.read, io.RawIOBase.readall  # By way of `readinto`; those of FileIO are not.

    def readinto(self, buffer):
        import select

        if not select.select([self], [], [], 0)[0]:
            prompt, self.prompt = self.prompt, ""
            self.announce(prompt)
        return super().readinto(buffer)


def _announce_input(conversation):
    import builtins

    if sys.stdin is None:
        return
    raw = _LearnerInput(0, closefd=False)
    raw.name, raw.announce = sys.stdin.name, conversation.announce_input
    # Bytes that are no UTF-8 are treated as Python would.
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(raw), encoding="utf-8", errors=sys.stdin.errors)
    plain_input = builtins.input

    def input(prompt="", /):
        raw.prompt = text = str(prompt)
        try:
            return plain_input(text)
        finally:
            raw.prompt = ""

    input.__doc__ = plain_input.__doc__
    builtins.input = input


def _threads():
    return getattr(sys.modules.get("threading"), "enumerate", list)()


def _shortened(text, limit=64 * 1024):
    data = text.encode("utf-8", "backslashreplace")
    return data.decode() if len(data) <= limit else data[:limit - 3].decode("utf-8", "ignore") + "…"


def _report(error, sources):
    """What is told of an uncaught error."""
    kind = "limit" if isinstance(error, MemoryError) else "runtime"
    name, message, column = type(error).__qualname__, _message(error), None
    if type(error).__module__ not in ("builtins", "__main__"):
        name = f"{type(error).__module__}.{name}"
    _unlink_engine(error)
    frames, innermost, traceback = [], {}, error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        file, origin = sources.place(code.co_filename)
        frames.append({"name": code.co_name, "file": file, "line": traceback.tb_lineno, "origin": origin})
        innermost[origin] = frames[-1]
        del frames[:-50]  # A recursion may be as deep as memory is large.
        traceback = traceback.tb_next
    frames.reverse()
    at = innermost.get("learner") or innermost.get("game") or {}
    file, line = at.get("file"), at.get("line")
    if isinstance(error, SyntaxError) and error.filename is not None:
        syntax_file, origin = sources.place(error.filename)
        if origin != "engine":
            kind, message, file, line, column = "syntax", error.msg, syntax_file, error.lineno, error.offset
    return {"kind": kind, "name": name, "message": message, "file": file, "line": line, "column": column,
            "frames": frames, "raw": _traceback_text(error)[:64 * 1024]}


def _message(error):
    try:
        return str(error)
    except Exception:
        return "<exception str() failed>"


def _unlink_engine(error):
    """Takes this file's frames out of the traceback."""
    outer, traceback = None, error.__traceback__
    error.__traceback__ = None
    while traceback is not None:
        inner, traceback.tb_next = traceback.tb_next, None
        if traceback.tb_frame.f_code.co_filename != Engine.send.__code__.co_filename:
            if outer is None:
                error.__traceback__ = traceback
            else:
                outer.tb_next = traceback
            outer = traceback
        traceback = inner


def _traceback_text(error):
    import io

    learner_stderr, sys.stderr = sys.stderr, io.StringIO()
    try:
        # The interpreter's own printer: it needs no module that a file of the learner could hide.
        sys.__excepthook__(type(error), error, error.__traceback__)
        return sys.stderr.getvalue()
    finally:
        sys.stderr = learner_stderr


def _text(command):
    if isinstance(command, str):
        return str.__str__(command)
    return _encode(command)


def _json(value):
    """The JSON text of a report."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quote(name)}:{_json(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    return _quote(value) if isinstance(value, str) else "null" if value is None else str(value)


if "LIVECODING_ENGINE" in os.environ:
    _conversation = _Descriptors()
    _conversation.run()
else:
    _conversation = _StandardStreams()
