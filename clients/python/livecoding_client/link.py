"""The connection of a session, and the way back when it is lost: one thread from hello to end."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any, Callable, Optional

from . import messages
from .backoff import Backoff, is_final
from .errors import Closed, Lost
from .handshake import HandshakeRefused
from .messages import Json, Unreadable
from .player import TooFarBehind
from .position import Hole, Position
from .wire import WebSocket

#: How long the server may take to answer a `hello`.
HELLO_SECONDS = 10.0
#: Pings that may fail to come before the server counts as gone.
_PINGS_MISSED = 2.5
#: Most holes at the same place before the server counts as broken.
_HOLES = 3
#: How long the server may take to close after a `bye`.
_BYE_SECONDS = 5.0
_LEFT = "this client left"

_log = logging.getLogger("livecoding_client")


class Listener:
    """Who is told what happens; every method is called in the thread of the link."""

    def welcomed(self, body: Json, is_known: bool) -> None:
        """A connection begins, to the session that was known or to another."""

    def heard(self, message: Json, is_news: bool, characters: int) -> None:
        """A message came, perhaps one that came before."""

    def caught_up(self) -> None:
        """Everything that was missed has come."""

    def lost(self) -> None:
        """The connection is gone, and another is tried."""

    def ended(self, closed: Closed) -> None:
        """There will be no other connection."""


class Link:
    """One identity at the server, on whatever connection there is."""

    def __init__(
        self,
        dial: Callable[[], WebSocket],
        hello: Json,
        position: Position,
        listener: Listener,
        backoff: Optional[Backoff] = None,
    ) -> None:
        self._dial = dial
        self._hello = hello
        self._position = position
        self._listener = listener
        self._backoff = backoff or Backoff()
        self._websocket: Optional[WebSocket] = None
        self._leaving = threading.Event()
        #: When the connection had caught up; nothing while it has not.
        self._ready_at: Optional[float] = None
        self._was_welcome = False
        #: How many holes came in a row, and where.
        self._holes = (0, 0)
        #: The `error` that answered no request: why the server closes.
        self._fault: Json = {}
        self._thread = threading.Thread(target=self._live, name="livecoding link", daemon=True)

    def start(self) -> None:
        """Begins to connect."""
        self._thread.start()

    def send(self, text: str) -> None:
        """Sends a text on the connection that there is; it is lost with that connection."""
        websocket = self._websocket
        if websocket is None:
            return
        try:
            websocket.send(text)
        except Lost as lost:
            # The thread that receives finds out by itself, and perhaps why.
            _log.debug("not sent: %s", lost)

    def say(self, kind: str, body: Any, re: Any = None) -> None:
        """Sends a message that wants no reply."""
        self.send(messages.encode(kind, body, re=re))

    def cut(self) -> None:
        """Cuts the connection, as a bad network does."""
        websocket = self._websocket
        if websocket is not None:
            websocket.cut()

    def leave(self, says_bye: bool) -> None:
        """Ends everything; with a bye the server forgets this client at once."""
        self._leaving.set()
        if says_bye and self._ready_at is not None:
            self.say("bye", {})
        else:
            self.cut()
        if threading.current_thread() is not self._thread:
            self._thread.join(_BYE_SECONDS)
        self.cut()

    # ---- in the thread of the link ---------------------------------------------------------

    def _live(self) -> None:
        closed = None
        while closed is None:
            closed = self._connection()
        self._listener.ended(closed)

    def _connection(self) -> Optional[Closed]:
        """Lives one connection and the pause after it; gives why there is no other one."""
        self._fault = {}
        try:
            lost = self._one_connection()
        except Hole as hole:
            lost = Lost(1002, f"the server left something out: {hole}")
            if self._is_hole_for_good():
                return Closed(lost.code, lost.text)
        except Unreadable as fault:
            return Closed(1007, str(fault))
        except TooFarBehind as fault:
            return Closed(1008, str(fault))
        except Exception as error:  # The program must not wait for a thread that is dead.
            _log.exception("a message was not understood")
            return Closed(1011, f"a message was not understood: {error!r}")
        ready_at, self._ready_at = self._ready_at, None
        if self._leaving.is_set():
            return Closed(1000, _LEFT)
        if is_final(lost.code) or not self._was_welcome:
            return Closed(lost.code, self._fault.get("text") or lost.text)
        self._listener.lost()
        if ready_at is not None:
            self._backoff.lost(lost.code, time.monotonic() - ready_at)
        return self._pause(lost)

    def _pause(self, lost: Lost) -> Optional[Closed]:
        pause = self._backoff.pause((self._fault.get("retry_after_ms") or 0) / 1000)
        _log.info("connection lost (%s), trying again in %.2f s", lost, pause)
        return Closed(1000, _LEFT) if self._leaving.wait(pause) else None

    def _is_hole_for_good(self) -> bool:
        """Whether asking again does not mend it."""
        seq = self._position.seq
        count, where = self._holes
        self._holes = (count + 1 if where == seq else 1, seq)
        return self._holes[0] == _HOLES

    def _one_connection(self) -> Lost:
        try:
            websocket = self._dial()
        except HandshakeRefused as refused:
            return Lost(refused.status, refused.text)
        except OSError as error:
            return Lost(1006, f"cannot connect: {error}")
        self._websocket = websocket
        try:
            if not self._leaving.is_set():
                self._converse(websocket)
        except Lost as lost:
            return lost
        finally:
            self._websocket = None
            websocket.close()
        return Lost(1000, _LEFT)

    def _converse(self, websocket: WebSocket) -> None:
        hello = dict(self._hello)
        resume = self._position.told()
        if resume is not None:
            hello.pop("attach", None)
            hello["resume"] = resume
        self.say("hello", hello)
        silence = HELLO_SECONDS
        while True:
            text = websocket.receive(silence)
            message = messages.decode(text)
            if message["type"] == "ping":
                self.say("pong", message["body"])
            elif message["type"] == "welcome":
                silence = self._welcome(message)
            else:
                self._hear(message, len(text))

    def _welcome(self, message: Json) -> float:
        """Gives how long the server may be silent."""
        body = message["body"]
        ping_ms: int = body["ping_ms"]
        is_known = self._position.welcomed(body)
        self._was_welcome = True
        self._listener.welcomed(body, is_known)
        self._listener.heard(message, True, 0)
        return HELLO_SECONDS + _PINGS_MISSED * ping_ms / 1000

    def _hear(self, message: Json, characters: int) -> None:
        is_fault = message["type"] == "error" and message.get("re") is None
        self._fault = message["body"] if is_fault else {}
        is_news = self._position.takes(message)
        self._listener.heard(message, is_news, characters)
        if message["type"] == "resume.done":
            self._ready_at = time.monotonic()
            self._listener.caught_up()
