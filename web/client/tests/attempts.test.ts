/** Runs, attempts and reloads: what a stage shows, and when it is cleared. */

import { test } from "node:test";

import { BACK, CONNECTED, STARTED, play } from "./support/transcript.js";

test("another attempt begins on a clear stage, and what was played is dropped", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > server+ run.state {"state":"restarting","attempt":2}
    > server stage.reset {"attempt":2} run=r1 id=reset-2
    < abandon
    < show 3 reset 2
    > shown 2 "of the attempt before"
    > shown 3
    < send ok {} re=reset-2
    > server+ run.state {"state":"starting","attempt":2}
    > server+ command {"cid":2}
    < show 4 command 2
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
  `);
});

test("a stage that the server asks for twice is cleared once", () => {
  play(`
    ${STARTED}
    > server+ run.state {"state":"restarting","attempt":2}
    > server stage.reset {"attempt":2} run=r1 id=reset-2
    < show 2 reset 2
    > lost 1006
    < timer retry 250 0
    < tell connecting 1006
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":5,"seq":2,"console_n":0,"run":"r1"}}
    > server welcome {"resumed":true}
    > server stage.reset {"attempt":2} run=r1 id=reset-2
    > shown 2
    < send ok {} re=reset-2
    > server stage.reset {"attempt":2} run=r1 id=reset-2
    < send ok {} re=reset-2
  `);
});

test("a page that watches clears its stage when the next attempt starts", () => {
  play(`
    ${STARTED}
    > server player.revoked {"reason":"taken"}
    < lease false taken
    > server+ run.state {"state":"restarting","attempt":2}
    > server+ run.state {"state":"starting","attempt":2}
    < show 2 reset 2
    > shown 2
  `);
});

test("the next run begins on a clear stage, with commands that count from 1 again", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > shown 2 1
    < send command.result {"cid":1,"value":1}
    > server+ run.ended {"reason":"finished"}
    > server run.state {"state":"starting"} seq=4 run=r2
    < show 3 reset 1
    > shown 3
    > server command {"cid":1} seq=5 run=r2
    < show 4 command 1
    > shown 4 2
    < send command.result {"cid":1,"value":2}
  `);
});

test("a run that is over waits for no answer", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > timer progress
    < send command.progress {"cid":1,"waits_for_user":false}
    > server+ run.ended {"reason":"stopped"}
    < abandon
    > timer progress
    > shown 2 "too late"
  `);
});

test("what is told anew for the stage that is shown is not played again", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    > shown 2 1
    < send command.result {"cid":1,"value":1}
    ${BACK.replace('"resumed":true', '"seq":90,"reason":"gap"')}
    > server session.state {"run":{"id":"r1","state":"running","attempt":1}}
    > server command {"cid":1,"replay":true} seq=2 run=r1
    > server command {"cid":2,"replay":true} seq=60 run=r1
    < show 3 command 2
    > server command {"cid":3,"redelivered":true} seq=90 run=r1
    > server resume.done {"seq":90}
    < tell connected
    > shown 3
    < show 4 command 3
    > shown 4 3
    < send command.result {"cid":3,"value":3}
    > server run.state {"state":"running"} seq=91 run=r1
  `);
});

test("a reloaded page restores the snapshot and plays what came after", () => {
  play(
    `
    > ready
    > timer retry
    < open 1
    > opened
    < send hello {"resume":{"token":"t7","epoch":0,"seq":0,"console_n":0}}
    > server welcome {"seq":12,"reason":"reloaded"}
    > server session.state {"run":{"id":"r1","state":"running","attempt":1}}
    < show 1 reset 1
    < lease true returned
    > server stage.restore {"cid":3,"state":{"x":3}}
    > server command {"cid":4,"replay":true} seq=11 run=r1
    > server command {"cid":5,"redelivered":true} seq=12 run=r1
    > server resume.done {"seq":12}
    < tell connected
    > shown 1
    < show 2 restore {"cid":3,"state":{"x":3}}
    > shown 2
    < show 3 command 4
    > shown 3 4
    < show 4 command 5
    > shown 4 5
    < send command.result {"cid":5,"value":5}
    `,
    { who: { resume: { token: "t7", epoch: 5, seq: 12, console_n: 0 } } },
  );
});

test("a snapshot from before the first command is restored, and no snapshot twice", () => {
  play(`
    > ready
    > timer retry
    < open 1
    > opened
    < send hello {}
    > server welcome {}
    > server session.state {"run":{"id":"r1","state":"restarting","attempt":2}}
    < show 1 reset 1
    < lease true returned
    > server stage.restore {"cid":0,"state":7}
    > server stage.restore {"cid":0,"state":7}
    > shown 1
    < show 2 restore {"cid":0,"state":7}
    > shown 2
  `);
});

test("a new session has nothing to do with the stage of the old one", () => {
  play(`
    ${STARTED}
    > server+ command {"cid":1}
    < show 2 command 1
    ${BACK.replace('"resumed":true', '"session":"s2","reason":"server_restarted"')}
    < abandon
    > server session.state {}
    > server resume.done {}
    < tell connected
    > server run.state {"state":"starting"} seq=1 run=r1
    < show 3 reset 1
    > shown 2 "late"
    > shown 3
    > server command {"cid":1} seq=2 run=r1
    < show 4 command 1
  `);
});

test("a page that has no game yet lets commands go by, and has them told again", () => {
  play(`
    ${CONNECTED}
    > server+ run.state {"state":"starting"}
    > server+ command {"cid":1}
    > server stage.reset {"attempt":1} run=r1 id=reset-1
    < send ok {} re=reset-1
    > ready
    < close
    < timer retry 250 0
    < tell connecting 1006 the stage is made again
    > timer retry
    < open 2
    > opened
    < send hello {"resume":{"token":"t1","epoch":0,"seq":0,"console_n":0,"run":"r1"}}
    > server welcome {"seq":2,"reason":"reloaded"}
    > server session.state {"run":{"id":"r1","state":"running","attempt":1}}
    < show 1 reset 1
    > server command {"cid":1,"redelivered":true} seq=2 run=r1
    > shown 1
    < show 2 command 1
  `);
});
