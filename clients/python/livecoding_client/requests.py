"""Requests of this client that wait for their one `ok` or `error`."""

from __future__ import annotations

import threading
import time
from typing import Callable, Dict, Optional

from . import messages
from .errors import Closed, Refused
from .messages import Json

#: What may be asked a second time when a cut took the reply: twice is the same as once.
_REPEATABLE = {"run.pause", "run.resume", "run.speed", "run.stop", "player.take", "watch", "game.api"}
#: What carries a source, an answer or a stage, and has a bound of its own.
_LARGE = {"run.start", "command.result", "stage.snapshot"}


class _Reply:
    """What became of a request."""

    def __init__(self) -> None:
        self.body: Optional[Json] = None
        self.refused: Optional[Refused] = None
        self.is_cut = False

    def is_there(self) -> bool:
        return self.body is not None or self.refused is not None or self.is_cut


class Requests:
    """Asks, on whatever connection there is, and waits where there is none."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._changed = threading.Condition()
        self._waiting: Dict[int, _Reply] = {}
        self._last_id = 0
        self._is_open = False
        self._closed: Optional[Closed] = None
        self._limits: Json = {}

    def ask(self, kind: str, body: Json, seconds: float) -> Json:
        """Gives the body of the `ok`.

        Raises `Refused`, `Closed`, and `TimeoutError` when the server, or a connection to it, does
        not come in time.
        """
        deadline = time.monotonic() + seconds
        is_repeated = False
        while True:
            reply = self._ask_once(kind, body, deadline)
            if reply.body is not None:
                return reply.body
            if reply.refused is not None:
                if is_repeated and kind == "run.stop" and reply.refused.code == "no_run":
                    return {}  # The first request arrived.
                raise reply.refused
            self._raise_if_closed()
            if kind not in _REPEATABLE:
                text = f"the connection was cut; `{kind}` may have been done or not"
                raise Refused("connection_lost", text, retryable=True)
            is_repeated = True

    # ---- told by the connection ------------------------------------------------------------

    def opened(self, limits: Json) -> None:
        """There is a connection, and the server keeps to these limits."""
        with self._changed:
            self._is_open, self._limits = True, limits
            self._changed.notify_all()

    def cut(self) -> None:
        """The connection is gone, and with it every reply that had not come."""
        with self._changed:
            self._is_open = False
            for reply in self._waiting.values():
                reply.is_cut = True
            self._changed.notify_all()

    def ended(self, closed: Closed) -> None:
        """There will be no other connection."""
        with self._changed:
            self._closed = closed
        self.cut()

    def replied(self, message: Json) -> None:
        """A reply came."""
        with self._changed:
            reply = self._waiting.get(message["re"])
            if reply is None:
                return  # Nobody waits any more.
            body = message["body"]
            if message["type"] == "ok":
                reply.body = body
            else:
                reply.refused = refused_of(body)
            self._changed.notify_all()

    # ---- one try ---------------------------------------------------------------------------

    def _ask_once(self, kind: str, body: Json, deadline: float) -> _Reply:
        reply = _Reply()
        with self._changed:
            self._await(lambda: self._is_open, "there is no connection", deadline)
            self._last_id += 1
            id = self._last_id
            text = messages.encode(kind, body, id=id)
            self._check_size(kind, text)
            self._waiting[id] = reply
        try:
            # A connection that is lost meanwhile is told by `cut`.
            self._send(text)
            with self._changed:
                self._await(reply.is_there, f"`{kind}` was not answered", deadline)
        finally:
            with self._changed:
                del self._waiting[id]
        return reply

    def _await(self, fact: Callable[[], bool], otherwise: str, deadline: float) -> None:
        rest = max(0.0, deadline - time.monotonic())
        self._changed.wait_for(lambda: fact() or self._closed is not None, rest)
        if fact():
            return
        self._raise_if_closed()
        raise TimeoutError(f"{otherwise} in time")

    def _raise_if_closed(self) -> None:
        if self._closed is not None:
            raise Closed(self._closed.code, self._closed.text)

    def _check_size(self, kind: str, text: str) -> None:
        """Refuses what the server would close the connection for."""
        if kind in _LARGE:
            most = 12 * self._limits.get("source_bytes", 1 << 20)
        else:
            most = self._limits.get("message_bytes", 1 << 16)
        if len(text) > most or len(text.encode("utf-8", "replace")) > most:
            raise Refused("too_big", f"a `{kind}` has more than {most} bytes; send less at once")


def refused_of(body: Json) -> Refused:
    """Gives what the body of an `error` says."""
    return Refused(
        body.get("code", "unknown"),
        body.get("text", ""),
        bool(body.get("retryable")),
        body.get("retry_after_ms"),
    )
