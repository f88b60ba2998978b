"""A WebSocket over a socket: one thread receives, any thread sends, and every wait is bounded."""

from __future__ import annotations

import base64
import os
import selectors
import socket
import ssl
import threading
import time
from typing import Optional

from . import frames, handshake
from .errors import Lost

#: Longest message of a server: a program, or a command, where JSON may take six bytes for one.
MESSAGE_BYTES = 16 * 1024 * 1024
#: How long a frame may take to be sent before the connection counts as lost.
SEND_SECONDS = 20.0
_READ_BYTES = 64 * 1024
#: How the system says of a socket that it must be waited for.
_WOULD_BLOCK = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Stream:
    """The bytes of a socket.

    It never blocks inside the socket, so that a lock can keep reader and writer apart: an
    encrypted socket may not be used by two threads at once.
    """

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(False)
        self._socket = connected
        self._using = threading.Lock()
        self._writing = threading.Lock()

    def read(self, deadline: float) -> bytes:
        """Gives what came, nothing at the end; raises `TimeoutError` and `OSError`."""
        while True:
            try:
                with self._using:
                    return self._socket.recv(_READ_BYTES)
            except ssl.SSLEOFError:
                return b""
            except _WOULD_BLOCK as blocked:
                self._await(_event(blocked, selectors.EVENT_READ), deadline)

    def write(self, text: bytes, deadline: float) -> None:
        """Writes all of it; raises `TimeoutError` and `OSError`."""
        rest = memoryview(text)
        with self._writing:
            while rest:
                try:
                    with self._using:
                        rest = rest[self._socket.send(rest) :]
                except _WOULD_BLOCK as blocked:
                    self._await(_event(blocked, selectors.EVENT_WRITE), deadline)

    def cut(self) -> None:
        """Ends it without a word; whoever waits for it is woken."""
        try:
            # The plain one: that of an SSL socket would go on without encryption.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        except OSError:
            pass  # It is gone already.

    def close(self) -> None:
        """Gives the socket back to the system, once nobody writes."""
        self.cut()
        with self._writing, self._using:
            self._socket.close()

    def _await(self, event: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, event)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError("the other side is silent")


def _event(blocked: OSError, usual: int) -> int:
    if isinstance(blocked, ssl.SSLWantReadError):
        return selectors.EVENT_READ
    if isinstance(blocked, ssl.SSLWantWriteError):
        return selectors.EVENT_WRITE
    return usual


class WebSocket:
    """One connection, from its handshake to its end."""

    def __init__(self, stream: Stream, decoder: frames.Decoder) -> None:
        self._stream = stream
        self._decoder = decoder

    @classmethod
    def open(
        cls,
        address: handshake.Address,
        access_token: Optional[str],
        tls: Optional[ssl.SSLContext],
        seconds: float,
    ) -> WebSocket:
        """Connects; raises `OSError`, or `HandshakeRefused` when the server does not want to."""
        deadline = time.monotonic() + seconds
        connected = socket.create_connection((address.host, address.port), seconds)
        try:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if address.is_secure:
                tls = tls or ssl.create_default_context()
                connected = tls.wrap_socket(connected, server_hostname=address.host)
            stream = Stream(connected)
            key = base64.b64encode(os.urandom(16)).decode("ascii")
            stream.write(handshake.request(address, key, access_token), deadline)
            head, rest = _read_head(stream, deadline)
            handshake.check(head, key)
        except BaseException:
            connected.close()
            raise
        decoder = frames.Decoder(MESSAGE_BYTES)
        decoder.feed(rest)
        return cls(stream, decoder)

    def send(self, text: str) -> None:
        """Sends a text; raises `Lost` when the connection is gone."""
        self._send(frames.TEXT, text.encode("utf-8", "replace"))

    def receive(self, seconds: float) -> str:
        """Gives the next text; raises `Lost` at the end, and after so long without a frame."""
        deadline = time.monotonic() + seconds
        try:
            while True:
                message = self._decoder.next()
                if isinstance(message, frames.Text):
                    return message.text
                if isinstance(message, frames.Ping):
                    self._say(frames.PONG, message.payload)
                elif isinstance(message, frames.Close):
                    code = message.code if message.code != frames.NO_CODE else 1000
                    self._say(frames.CLOSE, frames.close_payload(code))
                    raise Lost(message.code, message.reason)
                elif message is None:
                    self._fill(deadline)
        except frames.FrameFault as fault:
            self._say(frames.CLOSE, frames.close_payload(fault.code))
            raise Lost(fault.code, fault.text) from fault

    def cut(self) -> None:
        """Ends the connection without a word, as a bad network does."""
        self._stream.cut()

    def close(self) -> None:
        """Gives the socket back; only the thread that receives may do so."""
        self._stream.close()

    def _fill(self, deadline: float) -> None:
        try:
            received = self._stream.read(deadline)
        except OSError as error:
            raise Lost(1006, f"the connection was lost: {error}") from error
        if not received:
            raise Lost(1006, "the connection was cut")
        self._decoder.feed(received)

    def _send(self, opcode: int, payload: bytes) -> None:
        frame = frames.encode(opcode, payload, os.urandom(4))
        try:
            self._stream.write(frame, time.monotonic() + SEND_SECONDS)
        except (OSError, ValueError) as error:
            # Part of a frame may be out: nothing more can be said on this connection.
            self._stream.cut()
            raise Lost(1006, f"the connection was lost: {error}") from error

    def _say(self, opcode: int, payload: bytes) -> None:
        try:
            self._send(opcode, payload)
        except Lost:
            pass  # What came before the end is still to be read.


def _read_head(stream: Stream, deadline: float) -> tuple[bytes, bytes]:
    """Gives the head of the HTTP answer, and what came after it."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = stream.read(deadline)
        if not piece:
            raise ConnectionError("the server closed before it answered")
        received += piece
        if len(received) > handshake.HEAD_BYTES:
            raise handshake.HandshakeRefused(1002, "the server's answer is too long")
    head, _, rest = received.partition(b"\r\n\r\n")
    return head, rest
