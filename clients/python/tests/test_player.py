"""The answer cache, and the player around it."""

import random
import threading
import unittest
from unittest import mock

from scripted import welcome
from support import HANG_GUARD, Record

from livecoding_client import Refuse, player as player_module
from livecoding_client.answers import Answers, Verdict
from livecoding_client.player import Player, TooFarBehind


class Cache(unittest.TestCase):
    def test_a_command_is_played_once_and_its_answer_repeated_when_asked_again(self):
        answers = Answers()
        self.assertIs(answers.command("r1", 1, False), Verdict.PLAY)
        self.assertIsNone(answers.due(), "nobody knows the answer yet")
        answers.played(answers.last, {"cid": 1})
        self.assertEqual(answers.due(), {"cid": 1})
        self.assertIsNone(answers.due(), "it was given")
        self.assertIs(answers.command("r1", 1, False), Verdict.KNOWN)
        self.assertEqual(answers.due(), {"cid": 1})

    def test_a_command_that_comes_again_while_it_is_played_is_answered_once(self):
        answers = Answers()
        answers.command("r1", 1, False)
        playing = answers.last
        self.assertIs(answers.command("r1", 1, False), Verdict.KNOWN)
        self.assertIs(answers.busy(), playing)
        answers.played(playing, {"cid": 1})
        self.assertIsNone(answers.busy())
        self.assertEqual(answers.due(), {"cid": 1})

    def test_a_replay_is_played_and_owes_nothing(self):
        answers = Answers()
        self.assertIs(answers.command("r1", 1, True), Verdict.PLAY)
        answers.played(answers.last, {"cid": 1})
        self.assertIsNone(answers.due())
        answers.command("r1", 2, False)
        answers.played(answers.last, {"cid": 2})
        self.assertIs(answers.command("r1", 2, True), Verdict.KNOWN, "another answered it")
        self.assertIsNone(answers.due())

    def test_numbers_of_another_run_are_other_commands(self):
        answers = Answers()
        answers.command("r1", 1, False)
        answers.played(answers.last, {"cid": 1})
        self.assertIs(answers.command("r2", 1, False), Verdict.PLAY)
        self.assertIsNone(answers.due())

    def test_an_answer_that_comes_after_the_next_command_is_dropped(self):
        answers = Answers()
        answers.command("r1", 1, False)
        late = answers.last
        answers.command("r1", 2, False)
        answers.played(late, {"cid": 1})
        self.assertIsNone(answers.due())

    def test_a_reset_voids_the_answer_and_keeps_the_number(self):
        answers = Answers()
        answers.command("r1", 3, False)
        late = answers.last
        answers.reset()
        answers.played(late, {"cid": 3})
        self.assertIsNone(answers.due())
        self.assertIs(answers.command("r1", 3, True), Verdict.KNOWN)
        self.assertIs(answers.command("r1", 4, False), Verdict.PLAY)

    def test_hostile_steps_play_nothing_twice_and_give_only_answers_of_the_last(self):
        chance = random.Random(7)
        for _ in range(300):
            answers, seen, playing = Answers(), set(), []
            for _ in range(60):
                step = chance.randrange(4)
                if step == 0:
                    cid = chance.randrange(1, 20)
                    if answers.command("r1", cid, chance.random() < 0.3) is Verdict.PLAY:
                        self.assertNotIn(cid, seen)
                        seen.add(cid)
                        playing.append(answers.last)
                elif step == 1 and playing:
                    played = playing.pop()
                    answers.played(played, {"cid": played.cid})
                elif step == 2:
                    due = answers.due()
                    self.assertIn(due, (None, {"cid": answers.last.cid}))
                elif chance.random() < 0.1:
                    answers.reset()


class Playing(unittest.TestCase):
    def setUp(self):
        self.sent = Record()
        self.played = Record()
        self.player = Player(lambda kind, body, re=None: self.sent.add((kind, body, re)))
        self.addCleanup(self.player.end)
        self.player.welcomed(welcome(), True)
        self.player.caught_up()

    def begin(self, handler=None, **more):
        def note(command):
            self.played.add(command.cid)
            return handler(command) if handler else "ok"

        self.player.begin(note, more.get("on_reset"), more.get("on_restore"))

    def command(self, cid, run="r1", **more):
        self.player.command(run, {"cid": cid, "action": "go", "params": cid, **more}, 10)

    def answers(self, count):
        return [body for _, body, _ in self.sent.wait(count)]

    def test_values_and_refusals_become_results(self):
        values = {
            1: "text",
            2: {"x": [1, None]},
            3: Refuse("wall", "there is a wall"),
            4: float("nan"),
            5: object(),
            6: "ä" * 51,
            7: "ä" * 50,
            8: ZeroDivisionError("oh"),
        }

        def handler(command):
            value = values[command.params]
            if isinstance(value, Exception):
                raise value
            return value

        self.begin(handler)
        with self.assertLogs("livecoding_client", "ERROR"):
            for cid in values:
                self.command(cid)
                self.sent.wait(cid)
        told = self.answers(8)
        self.assertEqual(told[0], {"cid": 1, "value": "text"})
        self.assertEqual(told[1], {"cid": 2, "value": {"x": [1, None]}})
        self.assertEqual(told[2]["error"], {"code": "wall", "text": "there is a wall"})
        codes = [body.get("error", {}).get("code") for body in told[3:]]
        self.assertEqual(codes, ["player_failed"] * 2 + ["too_big", None, "player_failed"])

    def test_who_only_watches_plays_in_silence_and_answers_once_it_is_the_player(self):
        self.player.lease(False)
        self.begin()
        self.command(1)
        self.command(2)
        self.assertEqual(self.played.wait(2), [1, 2])
        self.assertEqual(self.sent.all(), [])
        self.player.lease(True)
        self.command(2, redelivered=True)
        self.assertEqual({body["cid"] for body in self.answers(1)}, {2})
        self.assertEqual(self.played.all(), [1, 2])

    def test_no_answer_leaves_before_the_client_has_caught_up(self):
        self.begin()
        self.player.lost()
        self.player.welcomed(welcome(), True)
        self.command(1)
        self.command(2)
        self.played.wait(2)
        self.player.lease(False)
        self.player.caught_up()
        self.assertEqual(self.sent.all(), [], "another plays meanwhile")

    def test_commands_wait_for_a_handler_that_comes_later(self):
        self.command(1, replay=True)
        self.command(2, redelivered=True)
        self.begin()
        self.assertEqual(self.answers(1), [{"cid": 2, "value": "ok"}])
        self.assertEqual(self.played.all(), [1, 2])

    def test_another_session_forgets_what_was_played(self):
        self.begin()
        self.command(1)
        self.sent.wait(1)
        self.player.lost()
        self.player.welcomed(welcome("s2"), False)
        self.player.caught_up()
        self.command(1)
        self.assertEqual(len(self.answers(2)), 2)
        self.assertEqual(self.played.all(), [1, 1])

    def test_a_stage_is_cleared_once_an_attempt_before_ok_and_the_next_command(self):
        self.begin(on_reset=lambda attempt: self.played.add(f"reset {attempt}"))
        self.command(1)
        self.sent.wait(1)
        self.player.reset("r1", "reset-2", 2)
        self.player.reset("r1", "reset-2", 2)
        self.command(2)
        told = self.sent.wait(4)
        self.assertEqual(told[1], ("ok", {}, "reset-2"))
        self.assertEqual(told[2], ("ok", {}, "reset-2"), "the first may have been lost")
        self.assertEqual(self.played.all(), [1, "reset 2", 2])

    def test_a_client_that_never_played_has_a_clear_stage(self):
        self.command(1)
        self.player.reset("r1", "reset-2", 2)
        self.assertEqual(self.sent.all(), [("ok", {}, "reset-2")])
        self.begin()
        self.command(2)
        self.assertEqual(self.played.wait(1), [2])

    def test_a_stage_that_cannot_be_cleared_is_not_said_to_be(self):
        self.begin(on_reset=lambda attempt: 1 / 0)
        with self.assertLogs("livecoding_client", "ERROR"):
            self.player.reset("r1", "reset-2", 2)
            self.command(2)
            self.sent.wait(1)
        self.assertEqual(self.answers(1), [{"cid": 2, "value": "ok"}])

    def test_a_stage_is_restored_unless_it_is_further(self):
        self.player.restore("r1", {"cid": 3, "state": {"x": 3}}, 10)
        self.begin(on_restore=lambda cid, state: self.played.add((cid, state)))
        self.command(4, replay=True)
        self.player.restore("r1", {"cid": 3, "state": {"x": 3}}, 10)
        self.command(5)
        self.sent.wait(1)
        self.assertEqual(self.played.all(), [(3, {"x": 3}), 4, 5])

    def test_progress_is_told_as_long_as_a_command_is_played(self):
        done = threading.Event()
        with mock.patch.object(player_module, "PROGRESS_SECONDS", 0.01):
            self.begin(lambda command: done.wait(HANG_GUARD) and "ok")
            self.command(1)
            told = self.sent.wait(3)
            self.assertEqual(told[:3], [("command.progress", {"cid": 1}, None)] * 3)
            done.set()
            told = self.sent.wait_for(lambda it: it[0] == "command.result")
        self.assertEqual(told[1], {"cid": 1, "value": "ok"})

    def test_a_player_that_is_too_slow_is_told_and_one_that_never_came_costs_nothing(self):
        with mock.patch.object(player_module, "WAITING_CHARACTERS", 100):
            for cid in range(1, 50):
                self.command(cid)
            done = threading.Event()
            self.addCleanup(done.set)
            self.begin(lambda command: done.wait(HANG_GUARD))
            self.assertEqual(self.played.wait(1), [40])
            with self.assertRaises(TooFarBehind):
                for cid in range(50, 70):
                    self.command(cid)


if __name__ == "__main__":
    unittest.main()
