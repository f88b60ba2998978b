/** Programs of other sessions on the page's stage: played beside each other, and beside the page's own. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { CONNECTED, STARTED, play } from "./support/transcript.js";

/** A page with two programs of others, whose runs begin. */
const SHARED = `
  ${CONNECTED}
  > server stage.joined {"actor":1,"name":"Ada"}
  > server run.state {"state":"starting"} run=a actor=1
  < show@1 1 reset 1
  > server run.state {"state":"starting"} run=b actor=2
  < show@2 1 reset 1
  > shown@1 1
  > shown@2 1
`;

const CUT = `
  > lost 1006
  < timer retry 250 0
  < tell connecting 1006
  > timer retry
  < open 2
  > opened
  < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0}}
`;

test("programs are played at the same time, and each is answered by its number", () => {
  play(`
    ${SHARED}
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    > server command {"cid":1} run=b actor=2
    < show@2 2 command 1
    > shown@2 2 "second"
    < send command.result {"cid":1,"value":"second"} actor=2
    > server command {"cid":2} run=b actor=2
    < show@2 3 command 2
    > shown@1 2 "first"
    < send command.result {"cid":1,"value":"first"} actor=1
    > threw@2 3 {"code":"wall","text":"a wall"}
    < send command.result {"cid":2,"error":{"code":"wall","text":"a wall"}} actor=2
  `);
});

test("the page's own stage and run are not touched by the programs of others", () => {
  const state = play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > server run.state {"state":"starting"} run=a actor=1
    < show@1 1 reset 1
    > server command {"cid":1,"redelivered":true} run=a actor=1
    > server run.ended {"reason":"finished"} run=a actor=1
    > shown@1 1
    < show@1 2 command 1
    > shown@1 2 "late"
    > shown 2 "own"
    < send command.result {"cid":1,"value":"own"}
  `);
  assert.equal(state.run, "r1");
  assert.equal(state.stage.newest, 1);
});

test("the commands of others need no handler of the page's own", () => {
  play(`
    ${SHARED}
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    > ready
  `);
});

test("after a cut no command is played twice, and the answer is repeated", () => {
  play(`
    ${SHARED}
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    > server command {"cid":1} run=b actor=2
    < show@2 2 command 1
    > shown@1 2 "ok"
    < send command.result {"cid":1,"value":"ok"} actor=1
    ${CUT}
    > shown@2 2 "while away"
    > server welcome {"resumed":true}
    > server resume.done {}
    < tell connected
    > server run.state {"state":"waiting_player"} run=a actor=1
    > server command {"cid":1,"redelivered":true} run=a actor=1
    < send command.result {"cid":1,"value":"ok"} actor=1
    > server command {"cid":1,"redelivered":true} run=b actor=2
    < send command.result {"cid":1,"value":"while away"} actor=2
    > server command {"cid":2} run=b actor=2
    < show@2 3 command 2
  `);
});

test("a run that began while the page was away begins on a clear stage, one that ended is over", () => {
  play(`
    ${SHARED}
    > server command {"cid":4} run=a actor=1
    < show@1 2 command 4
    > server command {"cid":4} run=b actor=2
    < show@2 2 command 4
    ${CUT}
    > server welcome {"resumed":true}
    > server resume.done {}
    < tell connected
    > server run.state {"state":"running"} run=c actor=1
    < abandon 1
    < show@1 3 reset 1
    > server command {"cid":1,"redelivered":true} run=c actor=1
    > shown@1 2 "too late"
    > shown@1 3
    < show@1 4 command 1
    > server run.state {"state":"ended"} run=b actor=2
    < abandon 2
    > shown@2 2 "nobody asks"
  `);
});

test("another attempt of one program clears what is its own, and says when that is done", () => {
  play(`
    ${SHARED}
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    > server command {"cid":1} run=b actor=2
    < show@2 2 command 1
    > server stage.reset {"attempt":2} run=a id=reset-2 actor=1
    < abandon 1
    < show@1 3 reset 2
    > shown@1 3
    < send ok {} re=reset-2 actor=1
    > shown@2 2 "b"
    < send command.result {"cid":1,"value":"b"} actor=2
  `);
});

test("who leaves is abandoned, and whoever takes the seat is somebody else", () => {
  play(`
    ${SHARED}
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    > server stage.left {"actor":1}
    < abandon 1
    > server run.state {"state":"starting"} run=c actor=1
    < show@1 3 reset 1
    > shown@1 2 "of the one before"
    > shown@1 3
    > server command {"cid":1} run=c actor=1
    < show@1 4 command 1
  `);
});

test("whoever is not there any more when everything is told anew has left", () => {
  play(`
    ${SHARED}
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    > server command {"cid":1} run=b actor=2
    < show@2 2 command 1
    > server session.state {"stage":{"stage":"s1","seats":8,"taken":[{"actor":2,"name":"B"}]}}
    < abandon 1
    > alone
    < abandon 2
  `);
});

test("a program that is busy says so by its number, also when the server pings", () => {
  play(
    `
    ${CONNECTED}
    > server run.state {"state":"starting"} run=a actor=1
    < show@1 1 reset 1
    < timer progress1 10000
    > shown@1 1
    < clear progress1
    > server command {"cid":1} run=a actor=1
    < show@1 2 command 1
    < timer progress1 10000
    > waits@1 2
    < send command.progress {"cid":1,"waits_for_user":true} actor=1
    > timer progress1
    < send command.progress {"cid":1,"waits_for_user":true} actor=1
    < timer progress1 10000
    > server ping {"ts":1}
    < send pong {"ts":1}
    < send command.progress {"cid":1,"waits_for_user":true} actor=1
    > timer progress
    `,
    { shows: ["progress", "progress1"] },
  );
});

test("there are sixteen programs, not more", () => {
  const state = play(`
    ${CONNECTED}
    > server run.state {"state":"starting"} run=a actor=16
    < show@16 1 reset 1
    > server run.state {"state":"starting"} run=b actor=17
    > leave
    < send bye {}
    < close
    < abandon 16
    < tell closed 1000 this page left
  `);
  assert.deepEqual(Object.keys(state.actors), ["16"]);
});
