"""The real server: cuts, control, live instructions, standard input."""

import threading
import unittest

from support import HANG_GUARD, MOVES, WithServer

from livecoding_client import Refuse, Refused


class Cuts(WithServer):
    def test_twenty_cuts_in_five_hundred_commands_lose_no_move_and_make_none_twice(self):
        cuts, cutting = 0, None

        def unlucky(command):
            nonlocal cuts, cutting
            if cutting is not None:
                # By now the cut was made; this command came before it, or after the way back.
                cutting.join(HANG_GUARD)
                cutting = None
            if cuts < 20 and command.cid % 20 == 7:
                cuts += 1
                # Half of the cuts come before the answer is sent, half about when it is.
                if cuts % 2:
                    session.cut()
                else:
                    cutting = threading.Thread(target=session.cut)
                    cutting.start()
            return command.params * 2

        session, moves = self.player(unlucky)
        program = "for i = 1, 500 do x = Engine.send('{\"move\":' .. i .. '}') end print(x)"
        session.start("lua", program)
        events = self.events_to_the_end(session)
        ended = events[-1].body
        self.assertEqual((ended["reason"], ended["commands"]), ("finished", 500))
        self.assertEqual(moves.all(), list(range(1, 501)))
        back = [it.body["resumed"] for it in events if it.type == "welcome"]
        self.assertEqual(back, [False] + [True] * 20)
        numbers = [it.seq for it in events if it.seq is not None]
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        text = "".join(it.body["text"] for it in events if it.type == "console")
        self.assertEqual(text, "1000\n")

    def test_another_process_comes_back_with_the_position_of_the_first(self):
        first = self.session()
        first.start("lua", "print(Engine.send('{\"move\":1}'))")
        first.wait("command", timeout=HANG_GUARD)
        first.close(says_bye=False)
        second, moves = self.player(lambda command: "second", resume=first.position())
        self.assertTrue(second.welcome["resumed"])
        self.assertEqual(self.console(second, 1), ["second"])
        self.assertEqual(moves.all(), [1])
        self.assertEqual(self.end(second)["reason"], "finished")


class Games(WithServer):
    def test_the_functions_of_a_game_are_told_and_a_game_that_is_not_here_is_refused(self):
        session = self.session()
        api = session.functions("maze", "lua", "fr")
        self.assertEqual((api["title"], api["functions"][0]["name"]), ("Labyrinthe", "move"))
        with self.assertRaises(Refused) as refused:
            session.functions("none", "lua")
        self.assertEqual(refused.exception.code, "unknown_game")


class Control(WithServer):
    def test_a_paused_program_sends_as_many_commands_as_it_is_let(self):
        session, moves = self.player()
        started = session.start("lua", MOVES % 1000, paused=True)
        self.state(session, "paused")
        self.assertEqual(moves.all(), [])
        session.step(3)
        self.state(session, "paused")
        self.assertEqual(moves.all(), [1, 2, 3])
        session.step()
        self.state(session, "paused")
        self.assertEqual(moves.all(), [1, 2, 3, 4])
        session.speed(5)
        session.resume()
        moves.wait(10)
        session.pause()
        self.state(session, "paused")
        session.stop()
        event = session.wait("run.ended", timeout=HANG_GUARD)
        self.assertEqual((event.run, event.body["reason"]), (started["run"], "stopped"))
        self.assertEqual(event.body["commands"], len(moves.all()))

    def test_the_player_may_steer_the_run_itself(self):
        session, moves = self.player(lambda command: session.stop())
        session.start("lua", MOVES % 1000)
        self.assertEqual(self.end(session)["reason"], "stopped")
        self.assertEqual(moves.all(), [1])

    def test_a_live_instruction_changes_what_the_running_program_uses(self):
        session, moves = self.player()
        program = "local step = 1 for i = 1, 3 do Engine.send('{\"move\":' .. step .. '}') end"
        session.start("lua", program, paused=True)
        self.state(session, "paused")
        broken = session.exec("step = = 2")["xid"]
        session.exec("step = 7", xid="change")
        told = [session.wait("exec.result", timeout=HANG_GUARD).body for _ in range(2)]
        self.assertEqual(told[0]["xid"], broken)
        self.assertEqual(told[0]["error"]["error"]["kind"], "syntax")
        self.assertEqual((told[1]["xid"], told[1]["ok"]), ("change", True))
        session.resume()
        self.assertEqual(self.end(session)["commands"], 3)
        self.assertEqual(moves.all(), [1, 7, 7])

    def test_a_program_reads_what_it_is_given(self):
        session = self.session()
        session.start("lua", "x = io.read() print(x .. x) print(io.read())")
        session.wait("input.request", timeout=HANG_GUARD)
        session.input("äb")
        self.assertEqual(self.console(session, 1), ["äbäb"])
        session.input(end=True)
        self.assertEqual(self.console(session, 1), ["nil"])
        self.assertEqual(self.end(session)["reason"], "finished")

    def test_several_files_and_an_interpreter_make_one_program(self):
        session, moves = self.player(lambda command: {"at": command.src["file"]})
        files = {"game.lua": "print(move(3))", "other.lua": ""}
        api = "function move(n) return Engine.send('{\"move\":' .. n .. '}') end"
        session.start("lua", files, api=api, seed=7)
        self.assertEqual(self.console(session, 1), ['{"at":"game.lua"}'])
        self.assertEqual(moves.all(), [3])

    def test_the_game_refuses_and_so_does_the_server(self):
        def wall(command):
            raise Refuse("wall", "there is a wall")

        session, _ = self.player(wall)
        session.start("lua", "print(pcall(Engine.send, '{\"a\":1}')) io.read()")
        self.assertIn("there is a wall", self.console(session, 1)[0])
        for ask, code in [
            (lambda: session.start("lua", ""), "run_active"),
            (lambda: session.ask("tea"), "unknown_type"),
            (lambda: session.input("x" * 100_000), "too_big"),
        ]:
            with self.assertRaises(Refused) as raised:
                ask()
            self.assertEqual((raised.exception.code, raised.exception.retryable), (code, False))
        session.stop()
        self.assertEqual(self.end(session)["reason"], "stopped")
        with self.assertRaises(Refused):
            session.stop()

    def test_a_command_that_cannot_be_read_is_refused_and_the_player_goes_on(self):
        session, moves = self.player()
        deep = "string.rep('[', 50000) .. string.rep(']', 50000)"
        program = f"print(pcall(Engine.send, '{{\"a\":' .. {deep} .. '}}')) {MOVES % 1}"
        session.start("lua", program)
        self.assertIn("nested too deeply", self.console(session, 1)[0])
        self.assertEqual(self.end(session)["commands"], 2)
        self.assertEqual(moves.all(), [1])


class Silence(WithServer):
    settings = {"LIVECODING_NATIVE_PING_SECONDS": "1", "LIVECODING_NATIVE_DEAD_AFTER_SECONDS": "2"}

    def test_a_client_that_says_nothing_but_that_it_is_there_stays(self):
        session, _ = self.player()
        watching = self.session(roles=["observer"], attach=session.invitation("observer"))
        session.start("lua", MOVES % 5, speed=800)
        told = self.events_to_the_end(watching)
        self.assertGreater(told[-1].body["duration_ms"], 3000)
        self.assertEqual(len([it for it in told if it.type == "welcome"]), 1)


if __name__ == "__main__":
    unittest.main()
