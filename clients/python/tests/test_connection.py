"""One connection: what is said on it, and its end."""

import shutil
import ssl
import subprocess
import tempfile
import unittest
from pathlib import Path

from scripted import Scripted, away
from support import HANG_GUARD, Record

from livecoding_client import Closed, frames


class OneConnection(Scripted):
    def test_pings_of_both_kinds_are_answered_and_parts_put_together(self):
        told = Record()

        def script(connection):
            self.begin(connection)
            connection.send("ping", {"ts": 42})
            told.add(connection.receive())
            connection.send_frame(0x01, b'{"type":"not')
            connection.send_frame(0x80 | frames.PING, b"beat")
            connection.send_frame(0x80, b'ice","body":{"code":"x"}}')
            told.add(connection.frame())
            away(connection)

        session = self.session(self.serve(script))
        self.assertEqual(session.wait("notice", timeout=HANG_GUARD).body, {"code": "x"})
        self.assertEqual(
            told.wait(2), [{"type": "pong", "body": {"ts": 42}}, (frames.PONG, b"beat")]
        )

    def test_it_says_who_it_is_and_what_it_wants(self):
        headers = Record()

        def script(connection):
            headers.add((connection.request, connection.headers))
            self.begin(connection)
            away(connection)

        attach = {"session": "s1", "key": "k"}
        url = self.serve(script)
        session = self.session(url, roles=["observer"], attach=attach, access_token="secret")
        hello = self.hellos.wait(1)[0]
        self.assertEqual((hello["roles"], hello["attach"]), (["observer"], attach))
        request, told = headers.wait(1)[0]
        self.assertEqual(request, "GET /ws HTTP/1.1")
        self.assertEqual(told["Authorization"], "Bearer secret")
        self.assertEqual(session.invitation("observer"), {"session": "s1", "key": "ok"})

    def test_when_it_leaves_nothing_of_it_is_left(self):
        ended = Record()

        def script(connection):
            self.begin(connection)
            away(connection)
            ended.add("bye")

        session = self.session(self.serve(script))
        events = session.events()
        session.close()
        self.assertEqual([it.type for it in events], ["welcome", "resume.done"])
        with self.assertRaises(Closed):
            session.pause()
        ended.wait(1)
        self.server.end()

    @unittest.skipUnless(shutil.which("openssl"), "no openssl to make a certificate with")
    def test_an_encrypted_connection_carries_both_ways_at_once(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [str(Path(folder, name)) for name in ("key.pem", "cert.pem")]
            subprocess.run(
                [
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-days",
                    "1",
                    "-keyout",
                    paths[0],
                    "-out",
                    paths[1],
                    "-subj",
                    "/CN=localhost",
                    "-addext",
                    "subjectAltName=DNS:localhost",
                ],
                check=True,
                capture_output=True,
                timeout=HANG_GUARD,
            )
            served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            served.load_cert_chain(paths[1], paths[0])
            trusting = ssl.create_default_context(cafile=paths[1])
        count, text = 200, "x" * 20_000

        def script(connection):
            self.begin(connection)
            for n in range(1, count + 1):
                connection.send("command", {"cid": n, "params": text}, seq=n, run="r1")
                result = connection.receive()
                assert result["body"] == {"cid": n, "value": len(text)}, result
            connection.send("notice", {"code": "done"})
            away(connection)

        self.serve(script, wrap=lambda plain: served.wrap_socket(plain, server_side=True))
        url = self.server.url.replace("ws://127.0.0.1", "wss://localhost")
        session = self.session(url, tls=trusting)
        session.play(lambda command: len(command.params))
        session.wait("notice", timeout=HANG_GUARD)
        session.close()
        self.server.end()


if __name__ == "__main__":
    unittest.main()
