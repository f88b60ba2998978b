"""What was played, and the answer to it, so that no command is played twice.

A program has at most one command outstanding and the numbers of a run only rise, so one answer is
all that must be kept. There is no thread and no socket here.
"""

from __future__ import annotations

import enum
from typing import Optional

from .messages import Json


class Verdict(enum.Enum):
    """What is to be done about a command that came."""

    PLAY = "play"
    #: It was played or is being played; what is owed of its answer is in `Answers.due`.
    KNOWN = "known"


class Played:
    """A command that is played, or was."""

    def __init__(self, run: Optional[str], cid: int, is_owed: bool) -> None:
        self.run = run
        self.cid = cid
        #: The server waits for the answer, as far as this client knows.
        self.is_owed = is_owed
        #: The body of `command.result`, once it is known.
        self.answer: Optional[Json] = None


class Answers:
    """The cache of one answer."""

    def __init__(self) -> None:
        self.last = Played(None, 0, False)

    def command(self, run: Optional[str], cid: int, is_replay: bool) -> Verdict:
        """A command came, for the first time, again (``redelivered``) or answered (``replay``)."""
        if run == self.last.run and cid < self.last.cid:
            return Verdict.KNOWN
        if run == self.last.run and cid == self.last.cid:
            self.last.is_owed = not is_replay
            return Verdict.KNOWN
        self.last = Played(run, cid, not is_replay)
        return Verdict.PLAY

    def played(self, command: Played, answer: Json) -> None:
        """The game gave its answer; it counts as long as no other command came."""
        command.answer = answer

    def due(self) -> Optional[Json]:
        """Gives the answer that the server waits for, once; it asks again where it needs it."""
        if not self.last.is_owed or self.last.answer is None:
            return None
        self.last.is_owed = False
        return self.last.answer

    def busy(self) -> Optional[Played]:
        """Gives the command that the server waits for and whose answer is not known yet."""
        return self.last if self.last.is_owed and self.last.answer is None else None

    def reset(self) -> None:
        """A new attempt of the run begins: the answer is void, the numbers go on."""
        run, cid = self.last.run, self.last.cid
        self.last = Played(run, cid, False)

    def restored(self, run: Optional[str], cid: int) -> bool:
        """The stage is restored as it was after ``cid``; gives whether that is news."""
        if run == self.last.run and cid <= self.last.cid:
            return False
        self.last = Played(run, cid, False)
        return True
