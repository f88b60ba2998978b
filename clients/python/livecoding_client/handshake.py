"""The HTTP request that becomes a WebSocket: what is asked, and whether the answer is right."""

from __future__ import annotations

import base64
import hashlib
from typing import NamedTuple, Optional
from urllib.parse import urlsplit

SUBPROTOCOL = "livecoding.v2.json"
#: Longest head of an HTTP answer.
HEAD_BYTES = 16 * 1024

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_PORTS = {"ws": 80, "http": 80, "wss": 443, "https": 443}


class HandshakeRefused(Exception):
    """The server answered, but not with a WebSocket of our protocol."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class Address(NamedTuple):
    """Where a server is."""

    is_secure: bool
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, url: str) -> Address:
        """Reads a URL such as ``ws://127.0.0.1:8080``; its path is ``/ws`` where it has none.

        Raises `ValueError` when it is no address of a WebSocket.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(f"{url!r} is no address of a WebSocket; write ws://HOST:PORT")
        target = parts.path if parts.path not in ("", "/") else "/ws"
        if parts.query:
            target = f"{target}?{parts.query}"
        if not target.isascii() or not target.isprintable() or " " in target:
            raise ValueError(f"the path of {url!r} must be percent-encoded")
        is_secure = parts.scheme in ("wss", "https")
        port = parts.port if parts.port is not None else _PORTS[parts.scheme]
        host = parts.hostname
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        return cls(is_secure, host, port, target)


def request(address: Address, key: str, access_token: Optional[str]) -> bytes:
    """Gives the request.

    Raises `ValueError` when the access token cannot stand in a header.
    """
    host = f"[{address.host}]" if ":" in address.host else address.host
    lines = [
        f"GET {address.target} HTTP/1.1",
        f"Host: {host}:{address.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Protocol: {SUBPROTOCOL}",
    ]
    if access_token:
        if not access_token.isascii() or not access_token.isprintable():
            raise ValueError("the access token has characters that no header may have")
        lines.append(f"Authorization: Bearer {access_token}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def check(head: bytes, key: str) -> None:
    """Raises `HandshakeRefused` unless this answer makes a WebSocket of our protocol."""
    status_line, *lines = head.decode("latin-1").split("\r\n")
    words = status_line.split(" ", 2)
    if not words[0].startswith("HTTP/1.") or len(words) < 2 or not words[1].isdigit():
        raise HandshakeRefused(1002, "the server does not speak HTTP")
    status = int(words[1])
    if status != 101:
        reason = words[2] if len(words) > 2 else ""
        hint = "; an access token may be needed" if status in (401, 403) else ""
        raise HandshakeRefused(status, f"the server answered {status} {reason}{hint}")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    wanted = {
        "upgrade": headers.get("upgrade", "").lower() == "websocket",
        "connection": "upgrade" in headers.get("connection", "").lower(),
        "sec-websocket-accept": headers.get("sec-websocket-accept") == accept_of(key),
        "sec-websocket-protocol": headers.get("sec-websocket-protocol") == SUBPROTOCOL,
        "sec-websocket-extensions": "sec-websocket-extensions" not in headers,
    }
    for name, is_right in wanted.items():
        if not is_right:
            raise HandshakeRefused(1002, f"the server's answer has a wrong {name}")


def accept_of(key: str) -> str:
    """Gives what a server answers to a key."""
    digest = hashlib.sha1((key + _GUID).encode("ascii")).digest()
    return base64.b64encode(digest).decode("ascii")
