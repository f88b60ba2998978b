"""A message of the protocol and its text: one JSON object a frame."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, Optional, Union

Json = Dict[str, Any]

#: The head of a command, as the server writes it; it is enough to refuse one that cannot be read.
_COMMAND_HEAD = re.compile(
    r'\{"seq":(?P<seq>\d{1,18}),"run":"(?P<run>[^"\\]*)","type":"command","body":'
    r'\{"cid":(?P<cid>\d{1,18}),'
)
#: More digits than this, and Python may refuse to make an integer of them.
_INTEGER_DIGITS = 4000


class Unreadable(ValueError):
    """A frame is no message."""


def encode(kind: str, body: Any, id: Optional[int] = None, re: Union[None, int, str] = None) -> str:
    """Gives the text of a message; raises `ValueError` or `TypeError` when the body is no JSON."""
    message: Json = {"type": kind}
    if id is not None:
        message["id"] = id
    if re is not None:
        message["re"] = re
    message["body"] = body
    return text_of(message)


def text_of(value: Any) -> str:
    """Gives the JSON text of a value; raises `ValueError` or `TypeError` when it has none."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def decode(text: str) -> Json:
    """Reads a frame; raises `Unreadable`.

    A learner may nest the parameters of a command deeper than Python reads: it comes without
    them, with ``unreadable`` in its body, so that it can be refused.
    """
    try:
        message = json.loads(text, parse_int=_integer)
    except RecursionError:
        return _head_of(text)
    except ValueError as error:
        raise Unreadable(f"a frame is no JSON: {error}") from None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Unreadable("a frame is no JSON object with a `type`")
    if not isinstance(message.setdefault("body", {}), dict):
        raise Unreadable(f"the body of a `{message['type']}` is no JSON object")
    return message


def _integer(digits: str) -> Union[int, float]:
    return int(digits) if len(digits) <= _INTEGER_DIGITS else float(digits)


def _head_of(text: str) -> Json:
    head = _COMMAND_HEAD.match(text)
    if head is None:
        raise Unreadable("a frame is nested too deeply")
    body: Json = {"cid": int(head["cid"]), "unreadable": "its parameters are nested too deeply"}
    for mark in ("replay", "redelivered"):
        if text.endswith(f',"{mark}":true}}}}'):
            body[mark] = True
    return {"type": "command", "seq": int(head["seq"]), "run": head["run"], "body": body}
