"""What a session is made of: each message is handed to whom it concerns."""

from __future__ import annotations

import threading
from typing import Callable, Optional

from .errors import Closed
from .inbox import Event, Inbox
from .link import Link, Listener
from .messages import Json
from .player import Player
from .position import Position
from .requests import Requests
from .wire import WebSocket


class Conversation(Listener):
    """The parts of a session, told of by its link, in the link's thread.

    ```text
                                +-> Requests   replies
      WebSocket -> Link -> this +-> Player     commands, the lease, the stage
                           |    +-> Inbox      everything that is news
                           +-> Position
    ```
    """

    def __init__(self, dial: Callable[[], WebSocket], hello: Json, resume: Optional[Json]) -> None:
        self.welcome: Json = {}
        self.inbox = Inbox()
        self.position = Position(resume)
        self.link = Link(dial, hello, self.position, self)
        self.requests = Requests(self.link.send)
        self.player = Player(self.link.say)
        #: It has caught up once, or will never.
        self._settled = threading.Event()
        self._closed: Optional[Closed] = None

    def begin(self, seconds: float) -> None:
        """Connects and catches up; raises `Closed` and `TimeoutError`."""
        self.link.start()
        if not self._settled.wait(seconds):
            raise TimeoutError("the server does not let this client catch up")
        if self._closed is not None:
            raise Closed(self._closed.code, self._closed.text)

    def leave(self, says_bye: bool) -> None:
        """Ends everything."""
        self.link.leave(says_bye)
        self.ended(Closed(1000, "this client left"))

    # ---- told by the link ------------------------------------------------------------------

    def welcomed(self, body: Json, is_known: bool) -> None:
        self.welcome = body
        self.player.welcomed(body, is_known)

    def heard(self, message: Json, is_news: bool, characters: int) -> None:
        kind, body, run = message["type"], message["body"], message.get("run")
        if kind in ("ok", "error") and message.get("re") is not None:
            self.requests.replied(message)
            return
        if kind == "command":
            self.player.command(run, body, characters)
        elif kind in ("player.granted", "player.revoked"):
            self.player.lease(kind == "player.granted")
        elif kind == "session.state":
            self.player.lease(body["is_player"])
        elif kind == "stage.reset":
            self.player.reset(run, message["id"], body["attempt"])
        elif kind == "stage.restore":
            self.player.restore(self.position.run, body, characters)
        if is_news:
            self.inbox.put(Event(kind, body, run, message.get("seq")), characters)

    def caught_up(self) -> None:
        self.player.caught_up()
        self.requests.opened(self.welcome["limits"])
        self._settled.set()

    def lost(self) -> None:
        self.player.lost()
        self.requests.cut()

    def ended(self, closed: Closed) -> None:
        self._closed = self._closed or closed
        self.player.end()
        self.requests.ended(self._closed)
        self.inbox.end(self._closed)
        self._settled.set()
