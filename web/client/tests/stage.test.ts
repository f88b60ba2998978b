/** The stage: each command is played once, whatever is sent twice and whoever plays. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { BACK, CONNECTED, STARTED, play } from "./support/transcript.js";

test("a command is played and answered", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1,"action":"up"}
    < show 2 command 1
    > shown 2 "ok"
    < send command.result {"cid":1,"value":"ok"}
    > server+ command {"cid":2,"raw":"x"}
    < show 3 command 2
    > shown 3
    < send command.result {"cid":2,"value":null}
    > server+ command {"cid":3}
    < show 4 command 3
    > threw 4 {"code":"wall","text":"there is a wall"}
    < send command.result {"cid":3,"error":{"code":"wall","text":"there is a wall"}}
  `);
});

test("a command waits until the stage is clear for its run", () => {
  play(`
    > ready
    ${CONNECTED}
    > server+ run.state {"state":"starting"}
    < show 1 reset 1
    > server+ command {"cid":1}
    > shown 1
    < show 2 command 1
    > shown 2 1
    < send command.result {"cid":1,"value":1}
  `);
});

test("an answer that may be lost is repeated, and the command not played again", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > shown 2 "ok"
    < send command.result {"cid":1,"value":"ok"}
    ${BACK}
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    < send command.result {"cid":1,"value":"ok"}
    > server resume.done {}
    < tell connected
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    < send command.result {"cid":1,"value":"ok"}
    > server command {"cid":1} seq=2 run=r1
  `);
});

test("a command that is still being played is answered when it is done", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    ${BACK}
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    > server resume.done {}
    < tell connected
    > shown 2 "ok"
    < send command.result {"cid":1,"value":"ok"}
  `);
});

test("an answer during a cut is sent when the command is delivered again", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > shown 2 "ok"
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":2,"console_n":0,"run":"r1"}}
    > server welcome {"resumed":true}
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    < send command.result {"cid":1,"value":"ok"}
  `);
});

test("a command that is only replayed is played and not answered", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1,"replay":true}
    < show 2 command 1
    > server+ command {"cid":2,"replay":true}
    > server+ command {"cid":3,"redelivered":true}
    > shown 2 1
    < show 3 command 2
    > shown 3 2
    < show 4 command 3
    > shown 4 3
    < send command.result {"cid":3,"value":3}
  `);
});

test("a command that was only replayed is answered when the server asks for it after all", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1,"replay":true}
    < show 2 command 1
    > shown 2 1
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    < send command.result {"cid":1,"value":1}
  `);
});

test("a wait for a key is over with its command", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > waits 2
    < send command.progress {"cid":1,"waits_for_user":true}
    > shown 2 "space"
    < send command.result {"cid":1,"value":"space"}
    > server+ command {"cid":2}
    < show 3 command 2
    > timer progress
    < send command.progress {"cid":2,"waits_for_user":false}
  `);
});

test("a page that watches plays, keeps its answer, and sends it once it takes over", () => {
  play(`
    ${STARTED}
    > server player.revoked {"reason":"taken"}
    < lease false taken
    > server+ command {"cid":1}
    < show 2 command 1
    > shown 2 "mine"
    > server+ command {"cid":2}
    < show 3 command 2
    > shown 3 "too"
    > server player.granted {"reason":"taken"}
    < lease true taken
    < send command.result {"cid":2,"value":"too"}
    > server command {"cid":2,"redelivered":true} seq=3 run=r1
    < send command.result {"cid":2,"value":"too"}
  `);
});

test("a page that takes over in the middle of a command answers it", () => {
  play(`
    ${STARTED}
    > server player.revoked {"reason":"waiting"}
    < lease false waiting
    > server+ command {"cid":1}
    < show 2 command 1
    > server player.granted {"reason":"taken"}
    < lease true taken
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    > shown 2 "mine"
    < send command.result {"cid":1,"value":"mine"}
  `);
});

test("a page that lost the stage sends nothing any more", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > server player.revoked {"reason":"taken"}
    < lease false taken
    > timer progress
    > shown 2 "late"
  `);
});

test("an answer that the server would not take is told as what it is", () => {
  const error = { code: "too_big", text: "the game's answer has more than 50 bytes" };
  const state = play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > shown 2 "${"ä".repeat(25)}"
    < send command.result {"cid":1,"value":"${"ä".repeat(25)}"}
    > server+ command {"cid":2}
    < show 3 command 2
    > shown 3 "${"ä".repeat(26)}"
    < send command.result {"cid":2,"error":${JSON.stringify(error)}}
  `);
  assert.equal(state.answerBytes, 50);
});

test("a game that is busy says so, also for the command at the end of its queue", () => {
  play(
    `
    > ready
    ${CONNECTED}
    > server+ command {"cid":1,"replay":true}
    < show 1 reset 1
    < timer progress 10000
    > server+ command {"cid":2,"replay":true}
    > timer progress
    < timer progress 10000
    > server+ command {"cid":3,"redelivered":true}
    > shown 1
    < show 2 command 1
    > timer progress
    < send command.progress {"cid":3,"waits_for_user":false}
    < timer progress 10000
    > shown 2
    < show 3 command 2
    > waits 3
    < send command.progress {"cid":3,"waits_for_user":false}
    > shown 3
    < show 4 command 3
    > waits 3
    > waits 4
    < send command.progress {"cid":3,"waits_for_user":true}
    > timer progress
    < send command.progress {"cid":3,"waits_for_user":true}
    < timer progress 10000
    > shown 4
    < send command.result {"cid":3,"value":null}
    < clear progress
    > timer progress
    `,
    { shows: ["progress"] },
  );
});
