"""The parts without a socket: position, pauses, requests, the inbox."""

import threading
import unittest

from scripted import LIMITS, welcome
from support import HANG_GUARD, Record

from livecoding_client import Closed, Event, Refused
from livecoding_client import messages
from livecoding_client.backoff import Backoff, is_final
from livecoding_client.inbox import Inbox
from livecoding_client.position import Hole, Position
from livecoding_client.requests import Requests


class Positions(unittest.TestCase):
    def event(self, seq, kind="run.state", run="r1", **body):
        return {"type": kind, "run": run, "seq": seq, "body": body}

    def welcomed(self, **more):
        position = Position()
        position.welcomed(welcome(**more))
        self.assertIsNotNone(position.told())
        position.takes({"type": "resume.done", "body": {}})
        return position

    def test_events_are_counted_and_what_comes_again_is_no_news(self):
        self.assertIsNone(Position().told())
        position = self.welcomed()
        self.assertTrue(position.takes(self.event(1)))
        self.assertTrue(position.takes(self.event(2)))
        self.assertFalse(position.takes(self.event(2)))
        self.assertTrue(position.takes({"type": "notice", "body": {}}))
        self.assertEqual(
            position.told(),
            {"token": "t1", "epoch": 7, "seq": 2, "console_n": 0, "run": "r1"},
        )

    def test_a_hole_is_an_error(self):
        position = self.welcomed(seq=5)
        position.takes(self.event(6))
        with self.assertRaises(Hole):
            position.takes(self.event(8))
        self.assertEqual(position.told()["seq"], 6)

    def test_a_hole_among_the_commands_is_an_error_also_where_everything_is_told_anew(self):
        position = Position()
        position.welcomed(welcome(seq=9))
        position.takes(self.event(3, "command", cid=4))
        position.takes(self.event(7, "command", cid=5))
        position.takes(self.event(7, "command", cid=5))
        with self.assertRaises(Hole):
            position.takes(self.event(9, "command", cid=7))
        position.takes(self.event(9, "command", run="r2", cid=1))

    def test_the_console_is_counted_in_its_run(self):
        position = self.welcomed()
        position.takes(self.event(None, "console", n=1))
        position.takes(self.event(None, "console.gap", from_n=2, to_n=8))
        self.assertEqual(position.told()["console_n"], 8)
        self.assertEqual(Position(position.told()).told(), position.told())
        position.takes(self.event(1, run="r2"))
        self.assertEqual(position.told()["console_n"], 0)

    def test_after_a_gap_only_what_was_never_given_is_news(self):
        position = self.welcomed()
        position.takes(self.event(1))
        position.takes(self.event(2))
        self.assertTrue(position.welcomed(welcome(seq=9)))
        told = [position.takes(self.event(seq)) for seq in (1, 2, 5, 9, 10)]
        self.assertEqual(told, [False, False, True, True, True])
        self.assertEqual(position.told()["seq"], 2, "cut off now, it needs all of it again")
        position.takes({"type": "resume.done", "body": {}})
        self.assertEqual(position.told()["seq"], 10)

    def test_another_session_begins_anew(self):
        position = self.welcomed()
        position.takes(self.event(1))
        self.assertFalse(position.welcomed(welcome("s2")))
        self.assertEqual(position.told()["seq"], 0)
        self.assertTrue(position.takes(self.event(1)))


class Pauses(unittest.TestCase):
    def test_they_double_up_to_eight_seconds_and_chance_takes_a_part(self):
        backoff = Backoff(chance=lambda low, high: high)
        pauses = [backoff.pause() for _ in range(8)]
        self.assertEqual(pauses, [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0])
        shortest = Backoff(chance=lambda low, high: low)
        self.assertEqual([shortest.pause(), shortest.pause(3.0)], [0.0, 3.0])

    def test_a_connection_that_was_ready_begins_them_anew_unless_it_was_sent_away(self):
        backoff = Backoff(chance=lambda low, high: high)
        for code, lived, pause in [
            (1006, 0.1, 0.25),
            (1006, 0.1, 0.25),
            (4400, 0.1, 0.5),
            (4400, 0.1, 1.0),
            (4400, 60.0, 0.25),
            (1012, 0.1, 0.25),
        ]:
            backoff.lost(code, lived)
            self.assertEqual(backoff.pause(), pause, code)

    def test_some_ends_are_final(self):
        for code in (1000, 4500, 4501, 4509, 4513, 403, 404, 426):
            self.assertTrue(is_final(code), code)
        for code in (1001, 1002, 1005, 1006, 1012, 4400, 4408, 4410, 4429, 429, 503):
            self.assertFalse(is_final(code), code)


class Asking(unittest.TestCase):
    def setUp(self):
        self.sent = Record()
        self.requests = Requests(lambda text: self.sent.add(messages.decode(text)))
        self.outcome = Record()

    def ask(self, kind, body=None, seconds=HANG_GUARD):
        def asking():
            try:
                self.outcome.add(self.requests.ask(kind, body or {}, seconds))
            except Exception as error:
                self.outcome.add(error)

        threading.Thread(target=asking, daemon=True).start()

    def reply(self, nth, kind, body):
        request = self.sent.wait(nth)[nth - 1]
        self.requests.replied({"type": kind, "re": request["id"], "body": body})

    def test_each_request_gets_its_own_reply(self):
        self.requests.opened(LIMITS)
        self.ask("run.stop")
        self.ask("run.pause")
        self.sent.wait(2)
        self.reply(2, "ok", {"nth": 2})
        self.outcome.wait(1)
        refused = {"code": "no_run", "text": "there is none", "retryable": True}
        self.reply(1, "error", {**refused, "retry_after_ms": 5})
        first, second = self.outcome.wait(2)
        self.assertEqual(first, {"nth": 2})
        self.assertIsInstance(second, Refused)
        told = (second.code, second.text, second.retryable, second.retry_after_ms)
        self.assertEqual(told, ("no_run", "there is none", True, 5))

    def test_a_cut_repeats_what_may_be_repeated_and_refuses_the_rest(self):
        self.requests.opened(LIMITS)
        self.ask("run.pause")
        self.sent.wait(1)
        self.ask("run.step")
        self.sent.wait(2)
        self.requests.cut()
        (refused,) = self.outcome.wait(1)
        self.assertEqual((refused.code, refused.retryable), ("connection_lost", True))
        self.requests.opened(LIMITS)
        self.reply(3, "ok", {})
        self.assertEqual(self.outcome.wait(2)[1], {})
        self.assertEqual([it["type"] for it in self.sent.all()][2:], ["run.pause"])

    def test_a_stop_whose_reply_was_cut_off_is_done(self):
        self.requests.opened(LIMITS)
        self.ask("run.stop")
        self.sent.wait(1)
        self.requests.cut()
        self.requests.opened(LIMITS)
        self.reply(2, "error", {"code": "no_run"})
        self.assertEqual(self.outcome.wait(1), [{}])

    def test_without_a_connection_it_waits_so_long_and_at_the_end_not_at_all(self):
        self.ask("run.stop", seconds=0.01)
        self.assertIsInstance(self.outcome.wait(1)[0], TimeoutError)
        self.ask("run.stop")
        self.requests.ended(Closed(4501, "stale"))
        closed = self.outcome.wait(2)[1]
        self.assertEqual((closed.code, closed.text), (4501, "stale"))

    def test_a_request_that_the_end_took_says_the_end(self):
        self.requests.opened(LIMITS)
        self.ask("run.step")
        self.sent.wait(1)
        self.requests.ended(Closed(4509, "replaced"))
        self.assertIsInstance(self.outcome.wait(1)[0], Closed)

    def test_what_the_server_would_close_for_is_not_sent(self):
        self.requests.opened(LIMITS)
        for kind, most in [("run.exec", 500), ("run.start", 12_000)]:
            with self.assertRaises(Refused) as raised:
                self.requests.ask(kind, {"source": "ü" * (most // 2)}, HANG_GUARD)
            self.assertEqual(raised.exception.code, "too_big")
        self.assertEqual(self.sent.all(), [])


class Waiting(unittest.TestCase):
    def test_events_come_in_order_and_those_before_the_one_waited_for_are_passed_over(self):
        inbox = Inbox()
        for seq in range(1, 5):
            inbox.put(Event("x", {}, "r1", seq), 10)
        self.assertEqual(inbox.take().seq, 1)
        self.assertEqual(inbox.take(lambda it: it.seq == 3).seq, 3)
        self.assertEqual(inbox.take().seq, 4)
        with self.assertRaises(TimeoutError):
            inbox.take(seconds=0.01)

    def test_who_never_reads_loses_the_oldest_and_is_told_how_many(self):
        for inbox in (Inbox(events=3), Inbox(characters=35)):
            for seq in range(1, 6):
                inbox.put(Event("x", {}, "r1", seq), 10)
            self.assertEqual(inbox.take(), Event("events.lost", {"count": 2}))
            self.assertEqual([inbox.take().seq for _ in range(3)], [3, 4, 5])

    def test_what_was_read_makes_room(self):
        inbox = Inbox(characters=25)
        for seq in range(1, 6):
            inbox.put(Event("x", {}, "r1", seq), 10)
            self.assertEqual(inbox.take().seq, seq)

    def test_what_came_before_the_end_is_still_given(self):
        inbox = Inbox()
        inbox.put(Event("x", {}), 10)
        inbox.end(Closed(4501, "stale"))
        self.assertEqual(inbox.take().type, "x")
        for _ in range(2):
            with self.assertRaises(Closed):
                inbox.take()


if __name__ == "__main__":
    unittest.main()
