/** Messages out of order, twice, or of no use. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { step } from "../src/step.js";
import { CONNECTED, play } from "./support/transcript.js";

test("a hole in the numbers is a reason to come back", () => {
  play(`
    ${CONNECTED}
    > server+ run.state {"state":"starting"}
    > server run.state {"state":"running"} seq=3 run=r1
    < close
    < timer retry 250 0
    < tell connecting 1006 event 2 is missing
    > server run.state {"state":"running"} seq=2 run=r1
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":1,"console_n":0,"run":"r1"}}
  `);
});

test("an event that comes twice is told once", () => {
  play(
    `
    ${CONNECTED}
    > server+ goal {"goal":"flag","reached":true}
    < emit goal
    > server goal {"goal":"flag","reached":true} seq=1 run=r1
    `,
    { shows: ["goal"] },
  );
});

test("console text that comes again is not told again, and what is missing is asked for", () => {
  play(
    `
    ${CONNECTED}
    > server console {"n":1} run=r1
    < emit console
    > server console {"n":1} run=r1
    > server console.gap {"from_n":2,"to_n":9,"bytes":3} run=r1
    < emit console.gap
    > server console {"n":10} run=r1
    < emit console
    > server console {"n":10} run=r2
    < close
    < timer retry 250 0
    < tell connecting 1006 console message 1 is missing
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0,"run":"r2"}}
    `,
    { shows: ["console", "console.gap"] },
  );
});

test("what is printed is counted anew in another session, and in another run", () => {
  play(`
    ${CONNECTED}
    > server console {"n":1} run=r1
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":1,"run":"r1"}}
    > server welcome {"session":"s2","reason":"session_over"}
    > server resume.done {}
    < tell connected
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 3
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0}}
    > server welcome {"session":"s2","reason":"gap"}
    > server console {"n":1} run=r1
    > server session.state {"run":{"id":"r2","state":"running","attempt":1}}
    > server resume.done {}
    < tell connected
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 4
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0,"run":"r2"}}
  `);
});

test("what an earlier socket says is of no interest", () => {
  play(`
    > timer retry
    < open 1
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > lost 1006
    > timer silence
    > timer retry
    < open 2
    > old-lost 4501
    > old-frame ping
    > opened
    < send hello {}
    > old-frame welcome
    > server welcome {}
  `);
});

test("what is no message, and what nobody knows, changes nothing", () => {
  const before = play(CONNECTED);
  for (const text of ["", "null", "7", "[]", "{", '{"type":"ping"}', '{"type":"x","body":{}}']) {
    const [after] = step(before, ["frame", 1, text]);
    assert.deepEqual({ ...after, fault: null }, before, text);
  }
  play(`
    ${CONNECTED}
    > server later.version {"ts":1}
    > server welcome {"session":"s9"}
    > raw {"type":"toString","body":{}}
  `);
});
