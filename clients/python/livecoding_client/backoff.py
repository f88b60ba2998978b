"""How long to wait before the next try to come back."""

from __future__ import annotations

import random
from typing import Callable

FIRST_SECONDS = 0.25
LONGEST_SECONDS = 8.0
#: A connection that the server sent away earlier than this proves nothing.
STABLE_SECONDS = 10.0


class Backoff:
    """Pauses that double from a quarter of a second to eight; chance takes a part of each."""

    def __init__(self, chance: Callable[[float, float], float] = random.uniform) -> None:
        self._chance = chance
        self._failures = 0

    def lost(self, code: int, lived_seconds: float) -> None:
        """A connection that was ready is lost: what failed before it does not count."""
        was_sent_away = 4400 <= code < 4500
        if not was_sent_away or lived_seconds >= STABLE_SECONDS:
            self._failures = 0

    def pause(self, at_least: float = 0.0) -> float:
        """Gives the next pause, in seconds; the server may ask for more."""
        longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(self._failures, 10))
        self._failures += 1
        return at_least + self._chance(0.0, longest)


def is_final(code: int) -> bool:
    """Whether it is of no use to come back after this code, or this HTTP status."""
    is_http_fault = 400 <= code < 500 and code not in (408, 429)
    return code == 1000 or 4500 <= code < 4600 or is_http_fault
