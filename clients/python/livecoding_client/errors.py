"""What can go wrong, and who may say so."""

from __future__ import annotations

from typing import Optional


class Refused(Exception):
    """The server refused a request; the text says what to do."""

    def __init__(
        self, code: str, text: str, retryable: bool = False, retry_after_ms: Optional[int] = None
    ) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text
        #: Whether the same may work later.
        self.retryable = retryable
        #: How long to wait at least, where the server says so.
        self.retry_after_ms = retry_after_ms


class Refuse(Exception):
    """Raised by a player: the program gets an error it can catch, not a value."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


class Closed(Exception):
    """The session is over for this client, and coming back is of no use.

    The code is that of the WebSocket's end, or the HTTP status that refused the handshake; 1000
    when the client itself left.
    """

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code}: {text}" if text else str(code))
        self.code = code
        self.text = text


class Lost(Exception):
    """One connection is gone; the session may go on with another. Stays inside the library."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text
