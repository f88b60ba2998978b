"""Plays commands with the program's own handler, in a thread of its own, and answers them."""

from __future__ import annotations

import functools
import threading
from collections import deque
from typing import Any, Callable, Deque, Optional, Tuple

from .answers import Answers, Played, Verdict
from .commands import Command, Handler, answer, call
from .messages import Json

#: Time between two words that a handler is still busy.
PROGRESS_SECONDS = 10.0
#: Most text of commands that wait for a handler; the server keeps half as much for one that comes.
WAITING_CHARACTERS = 16 * 1024 * 1024

OnReset = Callable[[int], Any]
OnRestore = Callable[[int, Any], Any]


class TooFarBehind(Exception):
    """More commands wait for the handler than may."""


class Player:
    """Plays each command once, and answers while it is the session's player.

    Whoever only watches plays too, without a word: its stage and its answer are ready when it
    takes over.
    """

    def __init__(self, send: Callable[..., None]) -> None:
        self._send = send
        self._changed = threading.Condition()
        self._answers = Answers()
        self._waiting: Deque[Tuple[int, Callable[[], None]]] = deque()
        self._characters = 0
        self._handler: Optional[Handler] = None
        self._on_reset: Optional[OnReset] = None
        self._on_restore: Optional[OnRestore] = None
        self._reset_done: Optional[Tuple[Optional[str], int]] = None
        self._answer_bytes = 1 << 20
        self._has_lease = False
        #: Whose the lease is, is certain once the client has caught up.
        self._is_settled = False
        self._is_over = False

    @property
    def is_player(self) -> bool:
        """Whether this client answers."""
        return self._has_lease

    def begin(
        self, handler: Handler, on_reset: Optional[OnReset], on_restore: Optional[OnRestore]
    ) -> None:
        """Plays with this handler from now on, beginning with the commands that wait for it."""
        with self._changed:
            is_first = self._handler is None
            self._handler, self._on_reset, self._on_restore = handler, on_reset, on_restore
        if is_first:
            threading.Thread(target=self._play_all, name="livecoding player", daemon=True).start()
            threading.Thread(target=self._tell_all, name="livecoding progress", daemon=True).start()

    # ---- told by the connection, in its thread ---------------------------------------------

    def welcomed(self, body: Json, is_known: bool) -> None:
        """A connection begins; unless the session is the known one, nothing was played."""
        with self._changed:
            # The server says otherwise before the client has caught up, where it is otherwise.
            self._has_lease = "player" in body["roles"]
            self._answer_bytes = body["limits"]["answer_bytes"]
            if not is_known:
                self._answers, self._reset_done = Answers(), None
                self._forget_waiting()

    def lost(self) -> None:
        """The connection is gone."""
        with self._changed:
            self._is_settled = False

    def caught_up(self) -> None:
        """Everything that was missed has come."""
        with self._changed:
            self._is_settled = True
        self._answer_if_due()

    def lease(self, is_player: bool) -> None:
        """The client answers from now on, or does not any more."""
        with self._changed:
            self._has_lease = is_player
        self._answer_if_due()

    def command(self, run: Optional[str], body: Json, characters: int) -> None:
        """A command came."""
        command = Command.of(run, body)
        with self._changed:
            verdict = self._answers.command(run, command.cid, command.replay)
            if verdict is Verdict.PLAY:
                play = functools.partial(self._play, command, self._answers.last)
                self._enqueue(characters, play)
        self._answer_if_due()

    def reset(self, run: Optional[str], request: Any, attempt: int) -> None:
        """The server asks for a clear stage."""
        with self._changed:
            self._answers.reset()
            if self._handler is not None:
                self._enqueue(0, functools.partial(self._reset, run, request, attempt))
                return
            # Nothing was played, so the stage is clear.
            self._forget_waiting()
        self._send("ok", {}, re=request)

    def restore(self, run: Optional[str], body: Json, characters: int) -> None:
        """The stage is to be as it was after a command, unless it is further."""
        with self._changed:
            if self._answers.restored(run, body["cid"]):
                restore = functools.partial(self._restore, body["cid"], body["state"])
                self._enqueue(characters, restore)

    def end(self) -> None:
        """Plays nothing more."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def _enqueue(self, characters: int, job: Callable[[], Any]) -> None:
        self._waiting.append((characters, job))
        self._characters += characters
        while self._characters > WAITING_CHARACTERS:
            if self._handler is not None:
                raise TooFarBehind("the player is too slow: too many commands wait for it")
            # Perhaps nobody will ever play here.
            self._characters -= self._waiting.popleft()[0]
        self._changed.notify_all()

    def _forget_waiting(self) -> None:
        self._waiting.clear()
        self._characters = 0

    # ---- playing, in the player's thread ---------------------------------------------------

    def _play_all(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_over or self._waiting)
                if self._is_over:
                    return
                characters, job = self._waiting.popleft()
                self._characters -= characters
            job()

    def _play(self, command: Command, played: Played) -> None:
        assert self._handler is not None
        body = answer(command, self._handler, self._answer_bytes)
        with self._changed:
            self._answers.played(played, body)
            self._changed.notify_all()
        self._answer_if_due()

    def _answer_if_due(self) -> None:
        with self._changed:
            may_answer = self._has_lease and self._is_settled
            due = self._answers.due() if may_answer else None
        if due is not None:
            self._send("command.result", due)

    def _reset(self, run: Optional[str], request: Any, attempt: int) -> None:
        if self._reset_done != (run, attempt):
            if self._on_reset is not None and not call("on_reset", self._on_reset, attempt):
                return  # A stage that is not clear is no player's: the server ends the run.
            self._reset_done = (run, attempt)
        self._send("ok", {}, re=request)

    def _restore(self, cid: int, state: Any) -> None:
        if self._on_restore is not None:
            call("on_restore", self._on_restore, cid, state)

    # ---- progress, in a thread of its own --------------------------------------------------

    def _tell_all(self) -> None:
        """Says of a command that is owed an answer, every few seconds, that it is being played."""
        while True:
            with self._changed:
                busy = self._answers.busy()
                self._changed.wait_for(
                    lambda: self._is_over or self._answers.busy() is not busy,
                    PROGRESS_SECONDS if busy is not None else None,
                )
                if self._is_over:
                    return
                is_due = busy is not None and self._answers.busy() is busy
                is_due = is_due and self._has_lease and self._is_settled
            if is_due and busy is not None:
                self._send("command.progress", {"cid": busy.cid})
