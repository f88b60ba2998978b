"""Frames and the handshake as bytes."""

import random
import unittest

import support  # noqa: F401  (it finds the package)
from livecoding_client import frames, handshake
from livecoding_client.frames import Close, Decoder, FrameFault, Ping, Pong, Text

MASK = b"\x37\xfa\x21\x3d"


def frame(first, payload):
    """A frame as a server sends it."""
    length = len(payload)
    if length < 126:
        return bytes([first, length]) + payload
    if length < 1 << 16:
        return bytes([first, 126]) + length.to_bytes(2, "big") + payload
    return bytes([first, 127]) + length.to_bytes(8, "big") + payload


def decoded(sent, limit_bytes=1 << 20):
    decoder = Decoder(limit_bytes)
    decoder.feed(sent)
    return list(iter(decoder.next, None))


class Encoding(unittest.TestCase):
    def test_the_example_of_the_rfc_comes_out(self):
        self.assertEqual(
            frames.encode(frames.TEXT, b"Hello", MASK),
            bytes.fromhex("818537fa213d7f9f4d5158"),
        )

    def test_lengths_are_written_in_their_shortest_form(self):
        for length, head in [
            (0, "8180"),
            (125, "81fd"),
            (126, "81fe007e"),
            (65535, "81feffff"),
            (65536, "81ff0000000000010000"),
        ]:
            encoded = frames.encode(frames.TEXT, b"x" * length, MASK)
            self.assertEqual(encoded[: len(head) // 2].hex(), head)
            payload = encoded[len(head) // 2 + 4 :]
            self.assertEqual(frames.masked(payload, MASK), b"x" * length)

    def test_a_long_reason_of_a_close_is_cut_between_characters(self):
        payload = frames.close_payload(1002, "ä" * 100)
        self.assertLessEqual(len(payload), 125)
        self.assertEqual(payload[2:].decode(), "ä" * 61)


class Decoding(unittest.TestCase):
    def test_messages_come_out_however_the_bytes_are_cut(self):
        sent = (
            frame(0x81, "grüße".encode())
            + frame(0x01, b"one ")
            + frame(0x89, b"p")
            + frame(0x00, b"two ")
            + frame(0x80, b"three")
            + frame(0x81, b"x" * 300)
            + frame(0x8A, b"")
            + frame(0x81, b"y" * 70_000)
            + frame(0x88, b"\x03\xe8bye")
        )
        expected = [
            Text("grüße"),
            Ping(b"p"),
            Text("one two three"),
            Text("x" * 300),
            Pong(b""),
            Text("y" * 70_000),
            Close(1000, "bye"),
        ]
        self.assertEqual(decoded(sent), expected)
        chance = random.Random(7)
        for _ in range(20):
            decoder, rest, found = Decoder(1 << 20), sent, []
            while rest:
                size = chance.choice([1, 2, 3, 1000, 50_000])
                decoder.feed(rest[:size])
                rest = rest[size:]
                found += iter(decoder.next, None)
            self.assertEqual(found, expected)

    def test_a_character_may_be_cut_by_a_frame(self):
        snowman = "☃".encode()
        sent = frame(0x01, snowman[:1]) + frame(0x00, b"") + frame(0x80, snowman[1:])
        self.assertEqual(decoded(sent), [Text("☃")])

    def test_what_a_server_may_not_send_is_a_fault_with_its_code(self):
        for what, sent, code in [
            ("masked", frames.encode(frames.TEXT, b"x", MASK), 1002),
            ("a reserved bit", frame(0xC1, b"x"), 1002),
            ("an unknown opcode", frame(0x83, b"x"), 1002),
            ("an unknown control frame", frame(0x8B, b""), 1002),
            ("a long ping", frame(0x89, b"x" * 126), 1002),
            ("a ping in parts", frame(0x09, b"x"), 1002),
            ("a continuation of nothing", frame(0x80, b"x"), 1002),
            ("a message in a message", frame(0x01, b"x") + frame(0x81, b"y"), 1002),
            ("binary", frame(0x82, b"x"), 1003),
            ("no UTF-8", frame(0x81, b"\xff"), 1007),
            ("a close of one byte", frame(0x88, b"\x03"), 1002),
            ("a close that may not be sent", frame(0x88, b"\x03\xee"), 1002),
            ("a reason that is no UTF-8", frame(0x88, b"\x03\xe8\xff"), 1007),
            ("too long", frame(0x81, b"x" * 200), 1009),
            ("too long, told before it came", frame(0x81, b"x" * 200)[:5], 1009),
            ("too long in parts", frame(0x01, b"x" * 60) + frame(0x80, b"x" * 60), 1009),
        ]:
            with self.subTest(what), self.assertRaises(FrameFault) as raised:
                decoded(sent, limit_bytes=100)
            self.assertEqual(raised.exception.code, code, what)

    def test_a_close_without_a_code_says_so(self):
        self.assertEqual(decoded(frame(0x88, b"")), [Close(frames.NO_CODE, "")])

    def test_hostile_bytes_are_a_fault_or_wait_for_more(self):
        chance = random.Random(7)
        for _ in range(3000):
            try:
                decoded(
                    bytes(
                        chance.choice([0, 1, 0x80, 0x81, 0x88, 0x89, 126, 127, 255])
                        for _ in range(chance.randrange(40))
                    ),
                    limit_bytes=64,
                )
            except FrameFault:
                pass


class Handshaking(unittest.TestCase):
    KEY = "dGhlIHNhbXBsZSBub25jZQ=="
    RIGHT = (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade"
        "\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
        "Sec-WebSocket-Protocol: livecoding.v2.json"
    )

    def test_addresses_are_read(self):
        for url, expected in [
            ("ws://localhost", (False, "localhost", 80, "/ws")),
            ("wss://school.example/", (True, "school.example", 443, "/ws")),
            ("http://127.0.0.1:8080/x?a=b", (False, "127.0.0.1", 8080, "/x?a=b")),
            ("ws://[::1]:9", (False, "::1", 9, "/ws")),
        ]:
            self.assertEqual(tuple(handshake.Address.of(url)), expected)
        for url in ["localhost:8080", "ftp://x", "ws://", "ws://x/a b", "ws://x:port"]:
            with self.subTest(url), self.assertRaises(ValueError):
                handshake.Address.of(url)

    def test_the_request_carries_the_token_and_nothing_that_breaks_out_of_it(self):
        address = handshake.Address.of("ws://[::1]:9")
        sent = handshake.request(address, self.KEY, "secret").decode()
        self.assertIn("\r\nHost: [::1]:9\r\n", sent)
        self.assertIn("\r\nAuthorization: Bearer secret\r\n", sent)
        with self.assertRaises(ValueError):
            handshake.request(address, self.KEY, "secret\r\nX: y")

    def test_only_the_right_answer_will_do(self):
        handshake.check(self.RIGHT.encode(), self.KEY)
        for old, new, status in [
            ("101 Switching Protocols", "403 Forbidden", 403),
            ("HTTP/1.1 101", "SSH-2.0", 1002),
            ("WebSocket", "h2c", 1002),
            ("keep-alive, Upgrade", "close", 1002),
            ("s3pP", "s3pQ", 1002),
            ("v2.json", "v9.json", 1002),
            ("\r\nUpgrade", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\nUpgrade", 1002),
        ]:
            with self.subTest(new), self.assertRaises(handshake.HandshakeRefused) as raised:
                handshake.check(self.RIGHT.replace(old, new, 1).encode(), self.KEY)
            self.assertEqual(raised.exception.status, status)


if __name__ == "__main__":
    unittest.main()
