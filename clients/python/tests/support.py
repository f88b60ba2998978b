"""The real server for tests, and waiting for facts of other threads; nothing waits for ever."""

from __future__ import annotations

import faulthandler
import os
import re
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any, Callable

PACKAGE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PACKAGE))

from livecoding_client import Session  # noqa: E402

#: Whatever is waited for comes much sooner, or never.
HANG_GUARD = 60.0
# Should a wait without a guard hang, every thread says where it is, and the tests end.
faulthandler.dump_traceback_later(600, exit=True)


#: A Lua program that moves so many times.
MOVES = "for i = 1, %d do Engine.send('{\"move\":' .. i .. '}') end"


class Server:
    """The real binary, serving on a port of its own, ended with the test."""

    def __init__(self, **settings: str) -> None:
        self._log = tempfile.TemporaryFile(mode="w+")
        self.child = subprocess.Popen(
            [str(binary()), "serve", "--listen", "127.0.0.1:0"],
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        address = re.search(r"http://([^/\s]+)", line)
        if address is None:
            self.end()
            raise AssertionError(f"the server did not start: {line}")
        self.url = f"ws://{address[1]}"

    def end(self) -> None:
        self.child.kill()
        self.child.wait(HANG_GUARD)
        assert self.child.stdout is not None
        self.child.stdout.close()
        self._log.close()

    def programs(self) -> list[int]:
        """The learners' programs: each is the child of a launcher, and is none itself."""
        parents, launchers = {}, set()
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                pid = int(stat.parent.name)
                parents[pid] = int(stat.read_text().rpartition(")")[2].split()[1])
                if b"\0__launch\0" in (stat.parent / "cmdline").read_bytes():
                    launchers.add(pid)
            except OSError:
                pass  # It ended meanwhile.
        ours = [pid for pid in launchers if self.child.pid in (parents.get(pid), parents.get(parents.get(pid)))]
        return [pid for pid, parent in parents.items() if parent in ours and pid not in launchers]


def binary() -> Path:
    """The server to test with: it must be there when the environment names it."""
    named = os.environ.get("LIVECODING_BINARY")
    path = Path(named) if named else PACKAGE / "../../target/debug/livecoding"
    if not path.exists():
        text = f"there is no server at {path}; build it, or set LIVECODING_BINARY"
        if named:
            raise AssertionError(text)
        raise unittest.SkipTest(text)
    return path


class Record:
    """What happened in other threads, in its order."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._facts: list[Any] = []

    def add(self, fact: Any) -> None:
        with self._changed:
            self._facts.append(fact)
            self._changed.notify_all()

    def all(self) -> list[Any]:
        with self._changed:
            return list(self._facts)

    def wait(self, count: int) -> list[Any]:
        """Gives everything as soon as there is so much."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._facts) >= count, HANG_GUARD):
                raise AssertionError(f"{count} facts never came: {self._facts}")
            return list(self._facts)

    def wait_for(self, fits: Callable[[Any], bool]) -> Any:
        """Gives the first that fits, as soon as it is there."""
        with self._changed:
            if not self._changed.wait_for(lambda: any(map(fits, self._facts)), HANG_GUARD):
                raise AssertionError(f"it never came: {self._facts}")
            return next(filter(fits, self._facts))


class WithServer(unittest.TestCase):
    """Tests against one server; each has sessions of its own."""

    settings: dict = {}

    @classmethod
    def setUpClass(cls):
        cls.server = Server(**cls.settings)
        cls.addClassCleanup(cls.server.end)

    def session(self, **more):
        session = Session(self.server.url, **more)
        self.addCleanup(session.close)
        return session

    def player(self, handler=None, **more):
        """A session whose player notes every move; and its notes."""
        session, moves = self.session(**more), Record()

        @session.player
        def play(command):
            moves.add(command.params)
            return handler(command) if handler else "ok"

        return session, moves

    def state(self, session, state):
        session.wait("run.state", lambda body: body["state"] == state, HANG_GUARD)

    def end(self, session):
        return session.wait("run.ended", timeout=HANG_GUARD).body

    def events_to_the_end(self, session):
        events = []
        for event in session.events(timeout=HANG_GUARD):
            events.append(event)
            if event.type == "run.ended":
                return events
        raise AssertionError("it was closed before the run ended")

    def console(self, session, count):
        """The first lines of the console."""
        text = ""
        while text.count("\n") < count:
            text += session.wait("console", timeout=HANG_GUARD).body["text"]
        return text.split("\n")[:count]
