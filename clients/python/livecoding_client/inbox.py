"""The events that wait for the program that uses this library."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any, Callable, Deque, Dict, NamedTuple, Optional, Tuple

from .errors import Closed

#: Most events that wait, and most of their text; the oldest give way.
EVENTS = 10_000
CHARACTERS = 8 * 1024 * 1024


class Event(NamedTuple):
    """A message of the server's."""

    type: str
    body: Dict[str, Any]
    run: Optional[str] = None
    #: Its number in the session, where it has one.
    seq: Optional[int] = None


class Inbox:
    """Events in their order. Whoever never reads them loses the oldest, and is told how many."""

    def __init__(self, events: int = EVENTS, characters: int = CHARACTERS) -> None:
        self._most = (events, characters)
        self._changed = threading.Condition()
        self._waiting: Deque[Tuple[int, Event]] = deque()
        self._characters = 0
        self._lost = 0
        self._closed: Optional[Closed] = None

    def put(self, event: Event, characters: int) -> None:
        """Takes in an event whose text has so many characters."""
        events, most = self._most
        with self._changed:
            self._waiting.append((characters, event))
            self._characters += characters
            while len(self._waiting) > events or self._characters > most:
                self._characters -= self._waiting.popleft()[0]
                self._lost += 1
            self._changed.notify_all()

    def end(self, closed: Closed) -> None:
        """Nothing more will come."""
        with self._changed:
            self._closed = closed
            self._changed.notify_all()

    def take(
        self,
        fits: Callable[[Event], bool] = lambda event: True,
        seconds: Optional[float] = None,
    ) -> Event:
        """Gives the next event that fits; what comes before it is passed over.

        Raises `TimeoutError`, and `Closed` once nothing more will come.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        while True:
            event = self._next(deadline)
            if fits(event):
                return event

    def _next(self, deadline: Optional[float]) -> Event:
        with self._changed:
            while not (self._waiting or self._lost):
                if self._closed is not None:
                    raise Closed(self._closed.code, self._closed.text)
                rest = None if deadline is None else deadline - time.monotonic()
                if rest is not None and rest <= 0:
                    raise TimeoutError("the event did not come in time")
                self._changed.wait(rest)
            if self._lost:
                lost, self._lost = self._lost, 0
                return Event("events.lost", {"count": lost})
            characters, event = self._waiting.popleft()
            self._characters -= characters
            return event
