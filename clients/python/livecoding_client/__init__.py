"""A client of the LiveCoding server, protocol ``livecoding.v2.json``.

A `Session` starts programs and steers them; its player answers their commands. A connection that
is cut comes back by itself, and no command is played twice.
"""

from .commands import Command
from .errors import Closed, Refuse, Refused
from .inbox import Event
from .session import Session

__all__ = ["Closed", "Command", "Event", "Refuse", "Refused", "Session"]
__version__ = "0.1.0"
