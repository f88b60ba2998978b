/** The connection: hands on what the server says, and says what the page wants. */

import { type ApiTold, type Attach, type Beat, type Done, type Resume, type Session, RequestError, connect } from "livecoding-client";
import { answer } from "./answering.ts";
import { ownClock, timeTold } from "./clock.ts";
import type { Hosting } from "./hosting.ts";
import type { Page, Performer } from "./page.svelte.ts";
import type { Scenery } from "./scenery.ts";

/** Where a page that is reloaded finds its position. */
const POSITION = "livecoding.position";
/** What is told of the stage at most so often. */
const DESCRIBE_MS = 500;

/** Asks for the commands of the last run from one on; what comes is to be read with care. */
export type AskRecord = (from_cid: number) => Promise<unknown>;

type Wires = Pick<
  Performer,
  | "start"
  | "stop"
  | "pause"
  | "resume"
  | "step"
  | "take"
  | "connectAnew"
  | "rejoin"
  | "speed"
  | "exec"
  | "input"
  | "askApi"
  | "tellGoal"
  | "tellDescription"
  | "openStage"
  | "closeStage"
  | "joinStage"
  | "leaveStage"
>;

/** Connects, and comes back to the session of this tab where there was one. */
export function openSession(page: Page, scenery: Scenery, attach: Attach | null): { wires: Wires; record: AskRecord } {
  let made: Promise<Hosting> | null = null;
  /** Loaded when somebody opens a stage for others, or comes back to one. */
  const hosting = () => (made ??= import("./hosting.ts").then((it) => it.createHosting(page, scenery)));
  let session = open(attach ? { attach } : {}, takePosition());
  let description: string | null = null;
  let clock = ownClock;

  // A duplicated tab must not take this one's session: the position is there only while nobody is.
  addEventListener("pagehide", () => keepPosition(session.save()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      keepPosition(session.save());
    } else {
      keepPosition(null);
    }
  });

  function open(how: { attach?: Attach }, resume: Resume | null): Session {
    const { lang } = page.now.settings;
    const client = { name: "page" };
    const opened = connect("/ws", { client, lang, ...(resume ? { resume } : how) });
    listen(opened, page, () => session === opened);
    const hearTime = (body: object) => {
      clock = timeTold(clock, (body as Beat).ts, Date.now());
      scenery.setClock(clock.offset);
    };
    opened.on("ping", hearTime);
    opened.on("welcome", hearTime);
    answer(opened, page, scenery);
    for (const type of ["joined", "left", "state", "reset", "ended", "command"] as const) {
      opened.actors.on(type, async (...told: unknown[]) => ((await hosting())[type] as (...told: unknown[]) => unknown)(...told));
    }
    opened.on("session.state", async ({ stage }) => made && (await made).only(stage?.taken ?? []));
    return opened;
  }

  function again(how: { attach?: Attach }): void {
    const before = session;
    session = open(how, null);
    before.close();
  }

  /** What fails is told, since the user asked for it. */
  function ask(request: Promise<Done>): void {
    request.catch((thrown) => page.heard("requestRefused", refusedBy(thrown)));
  }

  const wires: Wires = {
    start({ run }) {
      session.run.start(run).then(
        (done) => page.heard("startGranted", { run: done.run ?? "" }),
        (thrown) => page.heard("startRefused", refusedBy(thrown)),
      );
    },
    stop: () => ask(session.run.stop()),
    pause: () => ask(session.run.pause()),
    resume: () => ask(session.run.resume()),
    step: () => ask(session.run.step()),
    take: () => ask(session.player.take()),
    connectAnew: () => again({}),
    rejoin: () => again(attach ? { attach } : {}),
    speed: ({ ms }) => ask(session.run.speed(ms)),
    exec({ source }) {
      session.run.exec(source).then(
        (result) => page.heard("instructed", result),
        (thrown) => page.heard("requestRefused", refusedBy(thrown)),
      );
    },
    input: ({ line }) => ask(session.run.input(line ?? { end: true })),
    askApi({ of, request }) {
      session.request("game.api", request).then(
        ({ api }) => page.heard("apiTold", { of, api: api ? whole(api) : null }),
        // Without it there is no completion; the program runs all the same.
        () => page.heard("apiTold", { of, api: null }),
      );
    },
    openStage({ seats }) {
      void hosting();
      session.stage.open({ seats }).then(
        (stage) => page.heard("stageOpened", stage),
        (thrown) => page.heard("stageRefused", refusedBy(thrown)),
      );
    },
    closeStage() {
      void made?.then((it) => it.only([]));
      ask(session.stage.close());
    },
    joinStage({ key, name }) {
      session.stage.join(key, name).then(
        (seat) => page.heard("seated", seat),
        (thrown) => page.heard("joinRefused", refusedBy(thrown)),
      );
    },
    leaveStage: () => ask(session.stage.leave()),
    tellGoal: ({ level, stars }) => quietly(session.request("goal", { goal: level, reached: true, score: stars })),
    tellDescription({ text }) {
      if (description === null) {
        setTimeout(() => {
          quietly(session.request("describe", { text: description ?? "" }));
          description = null;
        }, DESCRIBE_MS);
      }
      description = text;
    },
  };
  return { wires, record: (from_cid) => session.request("run.record", { from_cid }).then(({ run, record }) => ({ run, ...record })) };
}

function listen(session: Session, page: Page, isCurrent: () => boolean): void {
  const on: Session["on"] = (type: never, handler: (...told: never[]) => void) =>
    session.on(type, ((...told: never[]) => {
      if (isCurrent()) {
        handler(...told);
      }
    }) as never);
  on("state", (told) => page.heard("linkChanged", told));
  on("welcome", (body) => page.heard("welcomed", body));
  on("session.state", (body) => page.heard("sessionTold", body));
  on("run.state", (body, { run = "" }) => page.heard("runTold", { run, body }));
  on("run.ended", (body, { run = "" }) => page.heard("runEnded", { run, body }));
  on("stage.seat", (body) => page.heard("seated", body));
  on("stage.unseated", () => page.heard("unseated", null));
  on("console", (body) => page.heard("printed", body));
  on("console.gap", (body) => page.heard("printLost", body));
  on("input.request", ({ prompt }) => page.heard("inputWanted", { prompt }));
  on("program.error", (body) => page.heard("programFailed", body));
  on("notice", ({ code, params }) => {
    const [game, problem] = [String(params.game), String(params.problem)];
    if (code === "draining") {
      page.heard("draining", null);
    } else if (code === "game_changed") {
      page.heard("gameChanged", { game });
    } else if (code === "game_broken") {
      page.heard("gameBroken", { game, problem });
    }
  });
}

/** What is empty is not sent. */
function whole(api: ApiTold): ApiTold {
  const functions = api.functions.map((it) => ({
    ...it,
    parameters: it.parameters.map((parameter) => ({ ...parameter, values: parameter.values ?? [] })),
  }));
  return { ...api, functions };
}

function refusedBy(thrown: unknown) {
  if (thrown instanceof RequestError) {
    const { code, text, retryable } = thrown;
    return { code, text, retryable };
  }
  return { code: "failed", text: String(thrown), retryable: false };
}

/** For what nobody asked for: observers and the server miss a word, the learner nothing. */
function quietly(request: Promise<Done>): void {
  request.catch(() => undefined);
}

function takePosition(): Resume | null {
  try {
    const kept = sessionStorage.getItem(POSITION);
    sessionStorage.removeItem(POSITION);
    return kept ? (JSON.parse(kept) as Resume) : null;
  } catch {
    return null;
  }
}

function keepPosition(position: Resume | null): void {
  try {
    if (position) {
      sessionStorage.setItem(POSITION, JSON.stringify(position));
    } else {
      sessionStorage.removeItem(POSITION);
    }
  } catch {
    // A browser that keeps nothing begins anew after a reload.
  }
}
