"""Where a client stands in the events of its session: what a `hello` says that comes back."""

from __future__ import annotations

from typing import Any, Optional

from .messages import Json


class Hole(Exception):
    """An event is missing, which the server promises never to happen."""


class Position:
    """The last of everything that came; no holes are let pass."""

    def __init__(self, resume: Optional[Json] = None) -> None:
        resume = resume or {}
        self.token: Optional[str] = resume.get("token")
        self.epoch: int = resume.get("epoch", 0)
        self.seq: int = resume.get("seq", 0)
        self.console_n: int = resume.get("console_n", 0)
        self.session: Optional[str] = None
        #: The run that was heard of last.
        self.run: Optional[str] = resume.get("run")
        #: The last event that was given on.
        self._given: int = self.seq
        #: The last event of the session, as far as this connection told. It is ahead of `seq`
        #: while everything is told anew: cut off then, the client must ask for everything again.
        self._head = self.seq
        self._is_told_anew = False
        #: The last command of the run that this connection told; unknown before the first.
        self._cid: Optional[int] = None

    def told(self) -> Optional[Json]:
        """Gives the ``resume`` of the next `hello`; nothing before the first `welcome`."""
        if self.token is None:
            return None
        position = {
            "token": self.token,
            "epoch": self.epoch,
            "seq": self.seq,
            "console_n": self.console_n,
        }
        return position if self.run is None else {**position, "run": self.run}

    def welcomed(self, body: Json) -> bool:
        """Takes in a `welcome`; gives whether the session is the one that was known."""
        is_known = (self.session, self.epoch) == (body["session"], body["epoch"])
        # A client that just began knows no name, but its token led where it belongs.
        is_known = is_known or body["resumed"]
        self.token, self.session, self.epoch = body["resume_token"], body["session"], body["epoch"]
        if not is_known:
            self.seq, self._given, self.console_n, self.run = 0, 0, 0, None
        self._head = self.seq if body["resumed"] else body["seq"]
        self._is_told_anew = not body["resumed"]
        self._cid = None
        return is_known

    def takes(self, message: Json) -> bool:
        """Notes a message; gives whether it is news. Raises `Hole` where one is missing."""
        body = message["body"]
        seq: Optional[int] = message.get("seq")
        self._note_run(message.get("run"))
        if message["type"] == "session.state":
            self._note_run((body.get("run") or {}).get("id"))
        elif message["type"] == "console":
            self.console_n = max(self.console_n, body["n"])
        elif message["type"] == "console.gap":
            self.console_n = max(self.console_n, body["to_n"])
        elif message["type"] == "command":
            self._note_command(body["cid"])
        elif message["type"] == "resume.done":
            self._is_told_anew = False
            self.seq = self._head
        if seq is None:
            return True
        if seq > self._head + 1:
            raise Hole(f"event {seq} came after event {self._head}")
        self._head = max(self._head, seq)
        if not self._is_told_anew:
            self.seq = self._head
        is_news: bool = seq > self._given
        self._given = max(self._given, seq)
        return is_news

    def _note_run(self, run: Any) -> None:
        if run is not None and run != self.run:
            self.run = run
            self.console_n = 0
            self._cid = None

    def _note_command(self, cid: int) -> None:
        # A stage that is told anew skips the events between its commands, so they count too.
        if self._cid is not None and cid > self._cid + 1:
            raise Hole(f"command {cid} came after command {self._cid}")
        self._cid = max(self._cid or 0, cid)
