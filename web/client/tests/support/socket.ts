/** A WebSocket that a test holds in its hand. */

import type { FromClient } from "../../src/protocol.js";

export class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];

  readyState = 0;
  sent: FromClient[] = [];
  onopen = (): void => undefined;
  onmessage = (_: { data: string }): void => undefined;
  onclose = (_: { code: number; reason: string }): void => undefined;

  constructor(
    readonly url: URL,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    return FakeSocket.all.at(-1)!;
  }

  /** For `connect`. */
  static get asWebSocket(): typeof WebSocket {
    return FakeSocket as unknown as typeof WebSocket;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
  }

  say(type: string, body: object, about = {}): void {
    this.onmessage({ data: JSON.stringify({ type, body, ...about }) });
  }

  lose(code = 1006): void {
    this.readyState = 3;
    this.onclose({ code, reason: "" });
  }

  /** Lets the client in, as the player of a session without a run. */
  welcome(): void {
    this.open();
    const limits = { answer_bytes: 1_000 };
    const welcome = { session: "s1", epoch: 1, seq: 0, resume_token: "t", ping_ms: 20_000, limits };
    this.say("welcome", { ...welcome, resumed: false });
    this.say("session.state", { is_player: true, stage_complete: true, goals: [] });
    this.say("resume.done", { seq: 0 });
  }

  /** The types of what was sent. */
  get types(): string[] {
    return this.sent.map(({ type }) => type);
  }
}
