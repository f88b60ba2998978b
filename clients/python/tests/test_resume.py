"""Connections that are cut, closed and refused, by a server that follows a script."""

import unittest

from scripted import Scripted, away, welcome
from support import HANG_GUARD, Record

from livecoding_client import Closed, Refused, Session


class ComingBack(Scripted):
    def test_after_each_of_these_ends_it_comes_back_with_its_position(self):
        def cut(connection):
            self.begin(connection)
            connection.send("run.state", {"state": "running"}, seq=1, run="r1")
            connection.send("console", {"n": 1, "text": "x"}, run="r1")

        def closed(code):
            def script(connection):
                self.begin(connection, resumed=True, seq=1, resume_token=f"t{code}")
                connection.close(code)

            return script

        def refused(connection):
            connection.socket.sendall(b"HTTP/1.1 503 Service Unavailable\r\n\r\n")

        def last(connection):
            self.begin(connection, resumed=True, seq=2)
            connection.send("run.ended", {"reason": "finished"}, seq=2, run="r1")
            away(connection)

        codes = (4400, 4408, 1012, 1001)
        url = self.serve(cut, refused, *map(closed, codes), last)
        session = self.session(url)
        session.wait("run.ended", timeout=HANG_GUARD)
        session.close()
        self.server.end()
        first, *others = self.hellos.all()
        self.assertNotIn("resume", first)
        tokens = ["t1", "t4400", "t4408", "t1012", "t1001"]
        place = {"epoch": 7, "seq": 1, "console_n": 1, "run": "r1"}
        self.assertEqual(
            [hello["resume"] for hello in others],
            [{"token": token, **place} for token in tokens],
        )

    def test_these_ends_are_the_end(self):
        def closing(code):
            def script(connection):
                self.begin(connection)
                connection.receive()
                connection.send("error", {"code": "why", "text": "because"})
                connection.close(code)

            return script

        for code in (4500, 4501, 4509, 4513):
            session = self.session(self.serve(closing(code)))
            with self.assertRaises(Closed) as raised:
                session.pause()
            self.assertEqual((raised.exception.code, raised.exception.text), (code, "because"))
            with self.assertRaises(Closed):
                list(session.events())
            self.server.end()

    def test_the_first_connection_is_tried_once(self):
        def forbidden(connection):
            connection.socket.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        def full(connection):
            connection.accept()
            connection.receive()
            connection.send("error", {"code": "full", "text": "too many"})
            connection.close(4429)

        for script, code in [(forbidden, 403), (full, 4429), (lambda connection: None, 1006)]:
            with self.assertRaises(Closed) as raised:
                Session(self.serve(script))
            self.assertEqual(raised.exception.code, code)
            self.server.end()
        with self.assertRaises(Closed):
            Session(self.server.url)  # Nobody listens any more.

    def test_what_was_left_out_is_asked_for_again_and_never_let_pass(self):
        def leaves_out(connection):
            self.begin(connection, resumed=self.hellos.all() != [])
            connection.send("run.state", {}, seq=2, run="r1")
            connection.receive()

        def mends(connection):
            self.begin(connection, resumed=True)
            connection.send("run.state", {}, seq=1, run="r1")
            connection.send("run.state", {}, seq=2, run="r1")
            away(connection)

        session = self.session(self.serve(leaves_out, mends))
        told = [session.wait("run.state", timeout=HANG_GUARD).seq for _ in range(2)]
        self.assertEqual(told, [1, 2])
        session = self.session(self.serve(*[leaves_out] * 3))
        with self.assertRaises(Closed) as raised:
            session.wait("run.state", timeout=HANG_GUARD)
        self.assertEqual(raised.exception.code, 1002)
        self.assertIn("event 2 came after event 0", raised.exception.text)

    def test_a_telling_that_is_cut_off_begins_again(self):
        def command(connection, cid):
            more = {"cid": cid, "action": "go", "replay": True}
            connection.send("command", more, seq=2 * cid, run="r1")

        def begins(connection):
            connection.accept()
            self.hellos.add(connection.receive()["body"])
            connection.send("welcome", welcome(seq=9))
            command(connection, 1)

        def tells(connection):
            connection.accept()
            self.hellos.add(connection.receive()["body"])
            connection.send("welcome", welcome(seq=9))
            for cid in (1, 2, 3):
                command(connection, cid)
            connection.send("resume.done", {"seq": 9})
            away(connection)

        moves = Record()
        session = self.session(self.serve(begins, tells), attach={"session": "s1", "key": "k"})
        session.play(lambda command: moves.add(command.cid))
        self.assertEqual(moves.wait(3), [1, 2, 3])
        first, second = self.hellos.all()
        self.assertIn("attach", first)
        self.assertEqual((second["resume"]["seq"], "attach" in second), (0, False))

    def test_what_cannot_be_understood_is_the_end_and_not_a_hang(self):
        for kind, body in [("command", {}), ("console", {}), ("session.state", {})]:

            def script(connection, kind=kind, body=body):
                self.begin(connection)
                connection.send(kind, body)
                connection.receive()

            with self.assertLogs("livecoding_client", "ERROR"), self.assertRaises(Closed):
                self.session(self.serve(script)).wait("never", timeout=HANG_GUARD)

    def test_a_server_that_restarted_has_another_session(self):
        played = Record()

        def life(session):
            def script(connection):
                self.begin(connection, session=session, reason="server_restarted")
                connection.send("command", {"cid": 1, "action": session}, seq=1, run="r1")
                result = connection.receive()
                assert result["type"] == "command.result", result

            return script

        def last(connection):
            self.begin(connection, resumed=True)
            away(connection)

        session = self.session(self.serve(life("s1"), life("s2"), last))
        session.play(lambda command: played.add(command.action))
        told = [session.wait("welcome", timeout=HANG_GUARD).body for _ in range(3)]
        self.assertEqual(told[1]["reason"], "server_restarted")
        self.assertEqual(played.all(), ["s1", "s2"])

    def test_a_request_that_the_cut_took_is_said_to_be(self):
        def take(connection):
            self.begin(connection)
            connection.receive()

        session = self.session(self.serve(take, lambda it: (self.begin(it), away(it))))
        with self.assertRaises(Refused) as raised:
            session.step()
        self.assertEqual(raised.exception.code, "connection_lost")


if __name__ == "__main__":
    unittest.main()
