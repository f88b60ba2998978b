/** Requests: each is answered once, whatever becomes of the connection. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { refusalOf, resultOf } from "../src/answer.js";
import { CONNECTED, play } from "./support/transcript.js";

test("a request is granted or refused", () => {
  play(`
    ${CONNECTED}
    > request 1 run.pause
    < send run.pause {} id=1
    > request 2 run.step {"count":2}
    < send run.step {"count":2} id=2
    > server error {"code":"no_run","text":"there is none","retryable":false} re=2
    < refuse 2 no_run for good
    > server ok {"run":"r1"} re=1
    < settle 1 {"run":"r1"}
    > server ok {} re=1
    > server error {"code":"no_run","retryable":false} re=9
  `);
});

test("what is asked before the first connection stands is sent then", () => {
  play(`
    > request 1 run.pause
    > timer retry
    < open 1
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {}
    > request 2 run.resume
    > server welcome {}
    > server session.state {}
    < lease true returned
    > server resume.done {}
    < tell connected
    < send run.pause {} id=1
    < send run.resume {} id=2
    > server ok {} re=1
    < settle 1 {}
  `);
});

test("what was not answered when the connection was lost may be asked again", () => {
  play(`
    ${CONNECTED}
    > request 1 run.pause
    < send run.pause {} id=1
    > lost 1006
    < timer retry 250 0
    < refuse 1 disconnected for now
    < tell connecting 1006
    > request 2 run.pause
    < refuse 2 disconnected for now
  `);
});

test("what is asked of a closed session fails for good", () => {
  play(`
    > request 1 run.pause
    > timer retry
    < open 1
    > lost 4501
    < close
    < refuse 1 disconnected for good
    < tell closed 4501
    > request 2 run.pause
    < refuse 2 disconnected for good
  `);
});

test("a live instruction waits for its result, also over a cut", () => {
  play(`
    ${CONNECTED}
    > request 1 run.exec {"xid":"a","source":"x"}
    < send run.exec {"xid":"a","source":"x"} id=1
    > request 2 run.exec {"xid":"b","source":"y"}
    < send run.exec {"xid":"b","source":"y"} id=2
    > server ok {} re=1
    > lost 1006
    < timer retry 250 0
    < refuse 2 disconnected for now
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0}}
    > server welcome {"resumed":true}
    > server exec.result {"xid":"c","ok":true} seq=1
    > server exec.result {"xid":"a","ok":true,"value":"7"} seq=2
    < settle 1 {"xid":"a","ok":true,"value":"7"}
  `);
});

test("a live instruction whose result may be lost is given up", () => {
  play(`
    ${CONNECTED}
    > request 1 run.exec {"xid":"a","source":"x"}
    < send run.exec {"xid":"a","source":"x"} id=1
    > server ok {} re=1
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0}}
    > server welcome {"reason":"gap"}
    < refuse 1 disconnected for now
  `);
});

test("a handler's value becomes JSON, or an error that says why not", () => {
  const result = (value: unknown) => resultOf(1, { value }, 20);
  assert.deepEqual(result({ x: [1] }), { cid: 1, value: { x: [1] } });
  assert.deepEqual(result(undefined), { cid: 1, value: null });
  assert.deepEqual(result(() => 1), { cid: 1, value: null });
  assert.deepEqual(result(NaN), { cid: 1, value: null });
  assert.equal(result(7n).error?.code, "bad_value");
  assert.equal(result("x".repeat(20)).error, undefined);
  assert.equal(result("x".repeat(21)).error?.code, "too_big");
  const world = { x: 1 };
  const answer = result(world);
  world.x = 2;
  assert.deepEqual(answer.value, { x: 1 });
});

test("whatever a handler throws is told", () => {
  assert.deepEqual(refusalOf({ code: "wall", text: "a wall" }), { code: "wall", text: "a wall" });
  assert.deepEqual(refusalOf(new Error("no")), { code: "failed", text: "no" });
  assert.deepEqual(refusalOf("no"), { code: "failed", text: "no" });
  assert.deepEqual(refusalOf(undefined), { code: "failed", text: "undefined" });
  assert.deepEqual(refusalOf({ code: 7 }), { code: "failed", text: "[object Object]" });
});
