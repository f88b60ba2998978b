# The engine for Python: Engine.send gives one command of the game to the server
# and returns the answer, without the white space around it.

import json
import sys


class Engine:
    @staticmethod
    def _put(line, channel=sys.stdout):
        channel.write(line + "\n")
        channel.flush()

    @staticmethod
    def send(command, param):
        Engine._put("none", sys.stderr)
        Engine._put("start")
        Engine._put(json.dumps({command: str(param)}))
        Engine._put("insert")
        answer = sys.stdin.readline().strip()
        Engine._put("close")
        return answer


