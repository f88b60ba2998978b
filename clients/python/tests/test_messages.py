"""Messages and their text."""

import unittest

import support  # noqa: F401  (it finds the package)

from livecoding_client import messages


class Messages(unittest.TestCase):
    def test_what_is_no_message_is_said(self):
        for text in ["", "[]", "1", "{", '{"type":1}', '{"type":"x","body":[]}', '{"a":' * 5000]:
            with self.subTest(text[:20]), self.assertRaises(messages.Unreadable):
                messages.decode(text)

    def test_a_command_nested_too_deeply_keeps_its_number_and_its_marks(self):
        deep = "[" * 100_000 + "]" * 100_000
        head = '{"seq":9,"run":"r1","type":"command","body":{"cid":3,"at":5,"action":"a","params":'
        for mark, more in [("", {}), (',"replay":true', {"replay": True})]:
            message = messages.decode(f"{head}{deep}{mark}}}}}")
            self.assertEqual((message["seq"], message["run"]), (9, "r1"))
            self.assertIn("unreadable", message["body"])
            del message["body"]["unreadable"]
            self.assertEqual(message["body"], {"cid": 3, **more})

    def test_numbers_of_any_length_are_read(self):
        message = messages.decode('{"type":"x","body":{"n":1%s}}' % ("0" * 10_000))
        self.assertEqual(message["body"]["n"], float("inf"))

    def test_text_that_is_no_unicode_can_be_read_and_written(self):
        message = messages.decode('{"type":"x","body":{"t":"\\ud800ü"}}')
        self.assertIn("ü", messages.encode("y", message["body"]))


if __name__ == "__main__":
    unittest.main()
