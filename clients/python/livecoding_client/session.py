"""A session: programs are started and steered, their commands played, their events read."""

from __future__ import annotations

import functools
import ssl
import uuid
from typing import Any, Callable, Dict, Iterable, Iterator, Mapping, Optional, Tuple, Union

from .commands import Handler
from .conversation import Conversation
from .errors import Closed
from .handshake import Address
from .inbox import Event
from .link import HELLO_SECONDS
from .messages import Json
from .player import OnReset, OnRestore
from .wire import WebSocket

Program = Union[str, Mapping[str, str], Iterable[Tuple[str, str]]]

#: How long a connection may take to be made.
CONNECT_SECONDS = 10.0
#: How long a request may take, the way back to the server included.
REQUEST_SECONDS = 30.0


class Session:
    """One client in a session of the server; it comes back by itself when its connection is cut.

    ``roles`` are of editor, player, observer. ``resume`` is the `position` of a client that ended,
    ``attach`` an `invitation` of another. The first connection is tried once: `Closed` says why
    it failed. Every method may be called from any thread, and from the player's.
    """

    def __init__(
        self,
        url: str,
        roles: Iterable[str] = ("editor", "player"),
        resume: Optional[Json] = None,
        attach: Optional[Json] = None,
        access_token: Optional[str] = None,
        *,
        name: str = "livecoding_client",
        lang: str = "en",
        tls: Optional[ssl.SSLContext] = None,
    ) -> None:
        dial = functools.partial(
            WebSocket.open, Address.of(url), access_token, tls, CONNECT_SECONDS
        )
        client = {"name": name, "version": "0.1.0"}
        hello: Json = {"roles": list(roles), "client": client, "lang": lang}
        if attach is not None:
            hello["attach"] = attach
        self._conversation = Conversation(dial, hello, resume)
        try:
            self._conversation.begin(2 * CONNECT_SECONDS + HELLO_SECONDS)
        except BaseException:
            self.close(says_bye=False)
            raise

    @property
    def welcome(self) -> Json:
        """What the server said of itself, its languages and its limits, the newest."""
        return self._conversation.welcome

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    # ---- the run ---------------------------------------------------------------------------

    def start(
        self,
        language: str,
        program: Program,
        *,
        mode: str = "once",
        api: Optional[str] = None,
        paused: bool = False,
        speed: int = 0,
        seed: Optional[int] = None,
        restart: Optional[str] = None,
        game: Optional[Json] = None,
    ) -> Json:
        """Starts a run of a text, or of files with their names, the main one first.

        ``api`` is the game's interpreter in that language, ``speed`` the least time between two
        commands in milliseconds. Gives the body of the reply, with the id of the ``run``.
        """
        body: Json = {"language": language, "files": self._files(language, program)}
        body.update(mode=mode, paused=paused, speed=speed)
        more = {"api": api, "seed": seed, "restart": restart, "game": game}
        body.update({key: value for key, value in more.items() if value is not None})
        return self.ask("run.start", body)

    def functions(self, game: str, language: str, lang: str = "en") -> Json:
        """Asks for a game's functions in a language, with texts in the language people read."""
        body = {"game": game, "language": language, "lang": lang}
        return self.ask("game.api", body)["api"]

    def pause(self) -> Json:
        """Holds the program at its next command."""
        return self.ask("run.pause")

    def resume(self) -> Json:
        """Lets a paused program go on."""
        return self.ask("run.resume")

    def step(self, count: int = 1) -> Json:
        """Lets a paused program send so many commands."""
        return self.ask("run.step", {"count": count})

    def speed(self, min_ms_per_command: int) -> Json:
        """Sets the least time between two commands, in milliseconds; 0 is full speed."""
        return self.ask("run.speed", {"min_ms_per_command": min_ms_per_command})

    def stop(self) -> Json:
        """Ends the run."""
        return self.ask("run.stop")

    def exec(self, source: str, xid: Optional[str] = None) -> Json:
        """Hands a live instruction to the program; its `exec.result` with the ``xid`` follows."""
        xid = uuid.uuid4().hex if xid is None else xid
        return {"xid": xid, **self.ask("run.exec", {"xid": xid, "source": source})}

    def input(self, line: Optional[str] = None, end: bool = False) -> Json:
        """Gives the program a line of standard input, or its end, or both."""
        body: Json = {"end": end}
        if line is not None:
            body["line"] = line
        return self.ask("input", body)

    def ask(self, kind: str, body: Optional[Json] = None, seconds: float = REQUEST_SECONDS) -> Json:
        """Sends any request; gives the body of its `ok`.

        Raises `Refused`, `Closed`, and `TimeoutError`. Without a connection it waits for one; a
        request whose reply was cut off is `Refused` with ``connection_lost`` unless twice is the
        same as once.
        """
        return self._conversation.requests.ask(kind, body or {}, seconds)

    # ---- the stage -------------------------------------------------------------------------

    def play(
        self,
        handler: Handler,
        on_reset: Optional[OnReset] = None,
        on_restore: Optional[OnRestore] = None,
    ) -> Handler:
        """Plays every command with ``handler(command)``, in a thread of its own.

        What it returns is the program's value: a text as it is, anything else as JSON. It may
        raise `Refuse`. ``on_reset(attempt)`` clears the stage, ``on_restore(cid, state)`` makes it
        as it was after that command.
        """
        self._conversation.player.begin(handler, on_reset, on_restore)
        return handler

    def player(self, handler: Handler) -> Handler:
        """Decorates the function that plays."""
        return self.play(handler)

    @property
    def is_player(self) -> bool:
        """Whether this client answers; else it watches and is ready to `take` over."""
        return self._conversation.player.is_player

    def take(self) -> Json:
        """Takes over from the client that plays; `player.granted` follows."""
        return self.ask("player.take")

    # ---- events ----------------------------------------------------------------------------

    def events(self, timeout: Optional[float] = None) -> Iterator[Event]:
        """Gives every event, each once, until this client leaves; raises `Closed` at another end.

        Whoever reads too late gets `events.lost` with a ``count`` in place of the oldest. Raises
        `TimeoutError` when none comes for so many seconds.
        """
        while True:
            try:
                yield self._conversation.inbox.take(seconds=timeout)
            except Closed as closed:
                if closed.code == 1000:
                    return
                raise

    def wait(
        self,
        type: str,
        where: Optional[Callable[[Dict[str, Any]], bool]] = None,
        timeout: Optional[float] = None,
    ) -> Event:
        """Gives the next event of this type whose body fits; those before it are passed over.

        Raises `TimeoutError` after so many seconds, and `Closed`.
        """
        return self._conversation.inbox.take(
            lambda event: event.type == type and (where is None or where(event.body)), timeout
        )

    # ---- coming and going ------------------------------------------------------------------

    def position(self) -> Optional[Json]:
        """Gives the ``resume`` with which another process comes back as this client."""
        return self._conversation.position.told()

    def invitation(self, key: str = "player") -> Json:
        """Gives the ``attach`` with which others join, as ``player`` or as ``observer``."""
        return {"session": self.welcome["session"], "key": self.welcome["attach_keys"][key]}

    def cut(self) -> None:
        """Cuts the connection as a bad network does, for tests; the session comes back."""
        self._conversation.link.cut()

    def close(self, says_bye: bool = True) -> None:
        """Leaves for good; the last one that leaves ends the run.

        Without a bye the server waits for somebody who comes back with `position`.
        """
        self._conversation.leave(says_bye)

    def _files(self, language: str, program: Program) -> list[Dict[str, str]]:
        if isinstance(program, str):
            told = {it["id"]: it["extension"] for it in self.welcome["languages"]}
            program = {f"main.{told.get(language, 'txt')}": program}
        named = program.items() if isinstance(program, Mapping) else program
        return [{"name": name, "text": text} for name, text in named]
