"""The real server with several players, and with programs that begin again."""

import os
import signal
import threading
import unittest

from support import HANG_GUARD, MOVES, Record, WithServer

from livecoding_client import Refused


class Players(WithServer):
    def test_a_second_player_watches_takes_over_and_plays_nothing_twice(self):
        let_go, held = threading.Event(), threading.Event()
        self.addCleanup(let_go.set)

        def slow_at_4(command):
            if command.cid == 4:
                held.set()
                let_go.wait(HANG_GUARD)
            return "first"

        first, first_moves = self.player(slow_at_4)
        program = "for i = 1, 6 do print(Engine.send('{\"move\":' .. i .. '}')) end"
        first.start("lua", program, paused=True)
        first.step(2)
        first_moves.wait(2)

        second, moves = self.player(lambda command: "second", attach=first.invitation())
        self.assertEqual((first.is_player, second.is_player), (True, False))
        self.assertEqual(moves.wait(2), [1, 2])
        first.resume()
        # The first is busy with its fourth; the second has played it already, in silence.
        self.assertTrue(held.wait(HANG_GUARD))
        self.assertEqual(moves.wait(4), [1, 2, 3, 4])
        second.take()
        self.assertEqual(self.console(second, 6), ["first"] * 3 + ["second"] * 3)
        self.assertEqual(self.end(second)["commands"], 6)
        first.wait("player.revoked", timeout=HANG_GUARD)
        self.assertEqual((first.is_player, second.is_player), (False, True))
        let_go.set()
        self.assertEqual(first_moves.wait(6), [1, 2, 3, 4, 5, 6])
        self.assertEqual(moves.all(), [1, 2, 3, 4, 5, 6])

    def test_who_waits_goes_on_when_the_player_leaves(self):
        held, let_go = threading.Event(), threading.Event()
        self.addCleanup(let_go.set)
        first, _ = self.player(lambda command: held.set() or let_go.wait(HANG_GUARD))
        first.start("lua", MOVES % 3)
        self.assertTrue(held.wait(HANG_GUARD))
        second, moves = self.player(attach=first.invitation())
        moves.wait(1)
        first.close()
        self.assertEqual(self.end(second)["commands"], 3)
        self.assertEqual(moves.all(), [1, 2, 3])

    def test_who_was_the_player_and_was_cut_off_is_so_again(self):
        let_go = threading.Event()
        self.addCleanup(let_go.set)
        session, moves = self.player(lambda command: let_go.wait(HANG_GUARD))
        observer = self.session(roles=["observer"], attach=session.invitation("observer"))
        self.assertEqual(observer.welcome["roles"], ["observer"])
        session.start("lua", MOVES % 5)
        # Somebody is waited for only where there is a command to play.
        moves.wait(1)
        session.cut()
        self.state(observer, "waiting_player")
        let_go.set()
        self.assertEqual(self.end(observer)["commands"], 5)
        self.assertEqual(moves.all(), [1, 2, 3, 4, 5])
        with self.assertRaises(Refused) as raised:
            observer.stop()
        self.assertEqual(raised.exception.code, "forbidden")


@unittest.skipUnless(os.path.isdir("/proc/self"), "processes are found in /proc")
class Restarts(WithServer):
    settings = {"LIVECODING_RESTART_CRASH_PAUSE_MS": "10"}

    def test_a_program_that_is_killed_begins_again_on_a_cleared_stage(self):
        session, done = self.session(), Record()

        def play(command):
            done.add(command.params)
            if command.cid == 1:
                for program in self.server.programs():
                    os.kill(program, signal.SIGKILL)
                # The answer finds nobody; the next attempt asks anew.
            return "ok"

        session.play(play, on_reset=lambda attempt: done.add(f"attempt {attempt}"))
        session.start("lua", MOVES % 2)
        ended = self.end(session)
        self.assertEqual((ended["reason"], ended["commands"]), ("finished", 3))
        self.assertEqual(done.all(), [1, "attempt 2", 1, 2])


if __name__ == "__main__":
    unittest.main()
