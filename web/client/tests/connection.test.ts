/** How a connection comes to stand, is lost, and comes back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { initial } from "../src/state.js";
import { step } from "../src/step.js";
import { CONNECTED, play } from "./support/transcript.js";

test("a first connection says who comes and is told everything", () => {
  const who = { roles: ["editor" as const], lang: "en", client: { name: "page", version: "1" } };
  const state = play(
    `
    > timer retry
    < open 1
    > opened
    < send hello {"roles":["editor"],"client":{"name":"page","version":"1"},"lang":"en"}
    > server welcome {"seq":4}
    > server session.state {"is_player":false}
    < lease false waiting
    > server resume.done {"seq":4}
    < tell connected
    `,
    { who },
  );
  assert.deepEqual(state.position, { token: "t1", epoch: 5, seq: 4, console_n: 0 });
});

test("it comes back with its position and the newest token", () => {
  play(`
    ${CONNECTED}
    > server+ run.state {"state":"starting"}
    > server console {"n":1} run=r1
    > server console {"n":2} run=r1
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":1,"console_n":2,"run":"r1"}}
    > server welcome {"resumed":true,"seq":2,"resume_token":"t2"}
    > server+ run.state {"state":"running"}
    > server resume.done {}
    < tell connected
    > lost 4408
    < timer retry 250 0
    < tell connecting 4408
    > timer retry
    < open 3
    > opened
    < send hello {"resume":{"token":"t2","epoch":5,"seq":2,"run":"r1","console_n":2}}
  `);
});

test("a cut before everything was told does not count what was told", () => {
  play(`
    > timer retry
    < open 1
    > opened
    < send hello {"attach":{"session":"s1","key":"k"}}
    > server welcome {"seq":40,"resumed":false}
    > server session.state {}
    < lease true returned
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":0,"seq":0,"console_n":0}}
  `, { who: { attach: { session: "s1", key: "k" } } });
});

test("a page that was reloaded knows nothing and says so", () => {
  const resume = { token: "t7", epoch: 5, seq: 12, console_n: 3 };
  play(
    `
    > timer retry
    < open 1
    > opened
    < send hello {"resume":{"token":"t7","epoch":0,"seq":0,"console_n":0}}
    > server welcome {"seq":12,"resumed":false,"reason":"reloaded"}
    > server session.state {}
    < lease true returned
    > server console {"n":1} run=r1
    > server resume.done {}
    < tell connected
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":12,"console_n":1,"run":"r1"}}
    `,
    { who: { resume } },
  );
});

test("pauses double up to eight seconds, and begin again once a connection stands", () => {
  const pauses = [250, 500, 1000, 2000, 4000, 8000, 8000];
  const tries = pauses.map(
    (pause, at) => `
    > lost 1006
    < timer retry ${pause} 0
    < tell connecting 1006
    > timer retry
    < open ${at + 2}
  `,
  );
  play(`
    ${CONNECTED}
    ${tries.join("")}
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0}}
    > server welcome {"resumed":true}
    > server resume.done {}
    < tell connected
    > lost 1012 restarting
    < timer retry 250 0
    < tell connecting 1012 restarting
  `);
});

test("after a fault of ours pauses go on growing until the server pings", () => {
  const again = (link: number) => `
    > timer retry
    < open ${link}
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":0,"console_n":0}}
    > server welcome {"resumed":true}
    > server resume.done {}
    < tell connected
  `;
  play(`
    ${CONNECTED}
    > lost 4400
    < timer retry 250 0
    < tell connecting 4400
    ${again(2)}
    > lost 1006
    < timer retry 500 0
    < tell connecting 1006
    ${again(3)}
    > lost 1006
    < timer retry 1000 0
    < tell connecting 1006
    ${again(4)}
    > server ping {"ts":7}
    < send pong {"ts":7}
    > lost 4429
    < timer retry 250 0
    < tell connecting 4429
  `);
});

test("a server that is full says when to come again", () => {
  play(`
    > timer retry
    < open 1
    > opened
    < send hello {}
    > server error {"code":"full","text":"try again","retryable":true,"retry_after_ms":5000}
    > lost 4429
    < timer retry 5250 5000
    < tell connecting 4429 try again
  `);
});

test("what is closed with 45xx stays closed", () => {
  for (const code of [1000, 4500, 4501, 4503, 4504, 4508, 4509, 4513]) {
    const state = play(`
      ${CONNECTED}
      > server error {"code":"x","text":"because","retryable":false}
      > lost ${code}
      < close
      < tell closed ${code} because
      > timer retry
      > timer silence
      > opened
      > server ping {}
      > leave
    `);
    assert.equal(state.phase, "closed");
  }
});

test("an error that something follows does not explain the end", () => {
  play(`
    ${CONNECTED}
    > server error {"code":"not_player","text":"another page plays","retryable":false}
    > server ping {"ts":1}
    < send pong {"ts":1}
    > lost 4509 replaced
    < close
    < tell closed 4509 replaced
  `);
});

test("a server that does not answer is left, three pings after its last", () => {
  play(
    `
    > timer retry
    < open 1
    < timer silence 10000
    > opened
    < send hello {}
    > timer silence
    < close
    < clear silence
    < timer retry 250 0
    < tell connecting 1006 the server does not answer
    > timer retry
    < open 2
    < timer silence 10000
    > opened
    < send hello {}
    > server welcome {}
    < timer silence 60000
    > server ping {"ts":1}
    < timer silence 60000
    < send pong {"ts":1}
    `,
    { shows: ["silence"] },
  );
});

test("a page that leaves says goodbye", () => {
  const state = play(`
    ${CONNECTED}
    > leave
    < send bye {}
    < close
    < tell closed 1000 this page left
    > lost 1000
  `);
  assert.equal(state.phase, "closed");
});

test("a state is never changed once it is given", () => {
  const before = initial({});
  const copy = structuredClone(before);
  step(before, ["timer", "retry"]);
  step(before, ["ready"]);
  assert.deepEqual(before, copy);
});
