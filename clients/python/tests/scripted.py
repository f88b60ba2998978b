"""A server whose connections follow scripts of the test's own."""

from __future__ import annotations

import json
import socket
import threading
import unittest
from typing import Any, Callable, Dict, Optional

from support import HANG_GUARD, Record

from livecoding_client import Session, frames, handshake

LIMITS = {"source_bytes": 1000, "answer_bytes": 100, "message_bytes": 500}


def welcome(session: str = "s1", **more: Any) -> Dict[str, Any]:
    """The body of a `welcome`."""
    body: Dict[str, Any] = {
        "session": session,
        "epoch": 7,
        "seq": 0,
        "resumed": False,
        "resume_token": "t1",
        "roles": ["editor", "player"],
        "limits": LIMITS,
        "ping_ms": 20_000,
        "attach_keys": {"player": "pk", "observer": "ok"},
        "languages": [{"id": "lua", "extension": "lua"}],
    }
    return {**body, **more}


class FakeConnection:
    """One connection of a client, seen from the server."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self._file = connected.makefile("rb")
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self._file.readline() or b"\r\n\r\n"
        lines = head.decode().split("\r\n")
        self.request = lines[0]
        self.headers = dict(line.split(": ", 1) for line in lines[1:] if line)

    def accept(self) -> None:
        key = handshake.accept_of(self.headers["Sec-WebSocket-Key"])
        self.socket.sendall(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
            f"Sec-WebSocket-Accept: {key}\r\n"
            f"Sec-WebSocket-Protocol: {handshake.SUBPROTOCOL}\r\n\r\n".encode()
        )

    def receive(self) -> Optional[Dict[str, Any]]:
        """The next message, or nothing at the end."""
        opcode, payload = self.frame()
        return json.loads(payload) if opcode == frames.TEXT else None

    def frame(self) -> tuple[int, bytes]:
        """The next frame."""
        head = self._file.read(2)
        if len(head) < 2:
            return frames.CLOSE, b""
        assert head[1] & 0x80, "a client masks every frame"
        length = head[1] & 0x7F
        if length > 125:
            length = int.from_bytes(self._file.read(2 if length == 126 else 8), "big")
        mask = self._file.read(4)
        return head[0] & 0x0F, frames.masked(self._file.read(length), mask)

    def send(self, kind: str, body: Any = None, **envelope: Any) -> None:
        text = json.dumps({"type": kind, **envelope, "body": body or {}}).encode()
        self.send_frame(0x80 | frames.TEXT, text)

    def send_frame(self, first: int, payload: bytes) -> None:
        length = len(payload)
        size = bytes([length]) if length < 126 else b"\x7e" + length.to_bytes(2, "big")
        self.socket.sendall(bytes([first]) + size + payload)

    def close(self, code: int) -> None:
        self.send_frame(0x80 | frames.CLOSE, frames.close_payload(code))

    def end(self) -> None:
        """The socket closes once its file is closed."""
        self._file.close()

    def begin(self, **more: Any) -> Dict[str, Any]:
        """Lets the client in; gives its `hello`."""
        self.accept()
        hello = self.receive()
        assert hello is not None and hello["type"] == "hello", hello
        self.send("welcome", welcome(**more))
        self.send("resume.done", {"seq": more.get("seq", 0)})
        return hello["body"]


Script = Callable[[FakeConnection], None]


class FakeServer:
    """A server whose connections follow scripts, one after the other; then it is gone."""

    def __init__(self, *scripts: Script, wrap: Callable[[socket.socket], Any] = lambda it: it):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(HANG_GUARD)
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.url = f"ws://{self.address}"
        self.fault: Optional[BaseException] = None
        self._thread = threading.Thread(target=self._serve, args=(scripts, wrap), daemon=True)
        self._thread.start()

    def _serve(self, scripts: tuple[Script, ...], wrap: Callable[[socket.socket], Any]) -> None:
        try:
            for script in scripts:
                plain, _ = self._listener.accept()
                plain.settimeout(HANG_GUARD)
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with wrap(plain) as connected:
                    connection = FakeConnection(connected)
                    try:
                        script(connection)
                    finally:
                        connection.end()
        except BaseException as fault:
            self.fault = fault
        finally:
            self._listener.close()

    def end(self) -> None:
        """Waits for the last script; raises what went wrong in one."""
        self._thread.join(HANG_GUARD)
        if self.fault is not None:
            raise self.fault


def away(connection):
    """Lives until the client leaves."""
    while (message := connection.receive()) is not None:
        if message["type"] == "bye":
            connection.close(1000)


class Scripted(unittest.TestCase):
    def serve(self, *scripts, **more):
        self.server = FakeServer(*scripts, **more)
        self.hellos = Record()
        return self.server.url

    def session(self, url, **more):
        session = Session(url, **more)
        self.addCleanup(session.close)
        return session

    def begin(self, connection, **more):
        self.hellos.add(connection.begin(**more))
