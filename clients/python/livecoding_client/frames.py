"""The frames of RFC 6455 as bytes: no socket, no clock.

A `Decoder` is fed what the server sent, in pieces of any size, and gives whole messages. What a
server may not send is a `FrameFault` with the code to close with.
"""

from __future__ import annotations

from typing import NamedTuple, Optional, Union

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
_CONTINUATION = 0x0
#: Longest payload of a control frame.
CONTROL_BYTES = 125
#: The code of a close frame that has none.
NO_CODE = 1005


class FrameFault(Exception):
    """The server broke the rules of RFC 6455."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Text(NamedTuple):
    """A whole text message, from however many frames."""

    text: str


class Ping(NamedTuple):
    """To be given back in a pong."""

    payload: bytes


class Pong(NamedTuple):
    """A ping came back."""

    payload: bytes


class Close(NamedTuple):
    """The server closes."""

    code: int
    reason: str


Message = Union[Text, Ping, Pong, Close]


def encode(opcode: int, payload: bytes, mask: bytes) -> bytes:
    """Gives the frame of a client: whole, and masked with these four bytes."""
    length = len(payload)
    if length < 126:
        head = bytes([0x80 | opcode, 0x80 | length])
    elif length < 1 << 16:
        head = bytes([0x80 | opcode, 0x80 | 126]) + length.to_bytes(2, "big")
    else:
        head = bytes([0x80 | opcode, 0x80 | 127]) + length.to_bytes(8, "big")
    return head + mask + masked(payload, mask)


def masked(payload: bytes, mask: bytes) -> bytes:
    """Masks a payload, or takes the mask off."""
    length = len(payload)
    # As one number: a loop over the bytes would be a hundred times slower.
    repeated = (mask * (length // 4 + 1))[:length]
    number = int.from_bytes(payload, "little") ^ int.from_bytes(repeated, "little")
    return number.to_bytes(length, "little")


def close_payload(code: int, reason: str = "") -> bytes:
    """Gives the payload of a close frame; a long reason is cut."""
    text = reason.encode("utf-8", "replace")[: CONTROL_BYTES - 2]
    return code.to_bytes(2, "big") + text.decode("utf-8", "ignore").encode("utf-8")


class Decoder:
    """Makes messages from the bytes of a server; no message may be longer than the limit."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._buffer = bytearray()
        #: The text so far of a message that comes in several frames.
        self._partial: Optional[bytearray] = None

    def feed(self, received: bytes) -> None:
        """Takes in what was received."""
        self._buffer += received

    def next(self) -> Optional[Message]:
        """Gives the next whole message, or nothing while its end has not come."""
        while True:
            frame = self._frame()
            if frame is None:
                return None
            message = self._message(*frame)
            if message is not None:
                return message

    def _frame(self) -> Optional[tuple[bool, int, bytes]]:
        """Gives the next frame: whether it is final, its opcode and its payload."""
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        is_final, opcode, length = bool(buffer[0] & 0x80), buffer[0] & 0x0F, buffer[1] & 0x7F
        if buffer[0] & 0x70:
            raise FrameFault(1002, "a reserved bit is set, and no extension was agreed on")
        if buffer[1] & 0x80:
            raise FrameFault(1002, "the server masked a frame")
        if opcode & 0x8 and (length > CONTROL_BYTES or not is_final):
            raise FrameFault(1002, "a control frame is too long or not whole")
        start = 2
        if length > CONTROL_BYTES:
            start += 2 if length == 126 else 8
            if len(buffer) < start:
                return None
            length = int.from_bytes(buffer[2:start], "big")
        if length + len(self._partial or b"") > self._limit_bytes:
            raise FrameFault(1009, f"a message has more than {self._limit_bytes} bytes")
        if len(buffer) < start + length:
            return None
        payload = bytes(buffer[start : start + length])
        del buffer[: start + length]
        return is_final, opcode, payload

    def _message(self, is_final: bool, opcode: int, payload: bytes) -> Optional[Message]:
        if opcode == PING:
            return Ping(payload)
        if opcode == PONG:
            return Pong(payload)
        if opcode == CLOSE:
            return _close(payload)
        if opcode == TEXT:
            if self._partial is not None:
                raise FrameFault(1002, "a message begins inside another")
            self._partial = bytearray()
        elif opcode == BINARY:
            raise FrameFault(1003, "a binary message came where only text belongs")
        elif opcode != _CONTINUATION:
            raise FrameFault(1002, f"there is no opcode {opcode}")
        if self._partial is None:
            raise FrameFault(1002, "a message goes on that never began")
        self._partial += payload
        if not is_final:
            return None
        whole, self._partial = self._partial, None
        return Text(_utf8(whole))


def _close(payload: bytes) -> Close:
    if not payload:
        return Close(NO_CODE, "")
    code = int.from_bytes(payload[:2], "big")
    is_code = 1000 <= code <= 1014 and code not in (1004, 1005, 1006) or 3000 <= code <= 4999
    if len(payload) == 1 or not is_code:
        raise FrameFault(1002, "a close frame has no valid code")
    return Close(code, _utf8(payload[2:]))


def _utf8(text: Union[bytes, bytearray]) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        raise FrameFault(1007, "a text is no UTF-8") from None
