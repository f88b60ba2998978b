"""A command as a handler sees it, and what the handler's answer becomes on the wire."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Callable, Optional

from . import messages
from .errors import Refuse
from .messages import Json

#: Longest text of a refusal, in characters.
_TEXT_CHARACTERS = 4096

_log = logging.getLogger("livecoding_client")


@dataclass(frozen=True)
class Command:
    """What the program asks of the game."""

    #: Its number in its run.
    cid: int
    #: What to do, and with what; `raw` instead where the line was no such object.
    action: Optional[str]
    params: Any
    raw: Optional[str]
    #: Where in the learner's program: ``file``, ``line``, ``stack``.
    src: Optional[Json]
    run: Optional[str]
    #: It was answered before: it is played to make the stage again.
    replay: bool
    #: Why its parameters cannot be given.
    unreadable: Optional[str] = None

    @classmethod
    def of(cls, run: Optional[str], body: Json) -> Command:
        """Reads the body of a `command`."""
        told = {name: body.get(name) for name in ("action", "params", "raw", "src", "unreadable")}
        return cls(cid=body["cid"], run=run, replay=bool(body.get("replay")), **told)


Handler = Callable[[Command], Any]


def answer(command: Command, handler: Handler, most_bytes: int) -> Json:
    """Plays a command; gives the body of its `command.result`, whatever the handler does."""
    if command.unreadable is not None:
        return _refusal(command, "unreadable", command.unreadable)
    try:
        value = handler(command)
        text = value if isinstance(value, str) else messages.text_of(value)
    except Refuse as refuse:
        return _refusal(command, refuse.code, refuse.text)
    except BaseException as error:  # A thread that dies would leave the program waiting.
        _log.exception("the player failed at command %s (%s)", command.cid, command.action)
        return _refusal(command, "player_failed", f"the player failed: {error!r}")
    if len(text.encode("utf-8", "replace")) > most_bytes:
        return _refusal(command, "too_big", f"the answer has more than {most_bytes} bytes")
    return {"cid": command.cid, "value": value}


def call(name: str, callback: Callable[..., Any], *arguments: Any) -> bool:
    """Calls back; gives whether that went well. A failure is logged."""
    try:
        callback(*arguments)
    except Exception:
        _log.exception("%s failed", name)
        return False
    return True


def _refusal(command: Command, code: str, text: str) -> Json:
    return {"cid": command.cid, "error": {"code": str(code), "text": str(text)[:_TEXT_CHARACTERS]}}
