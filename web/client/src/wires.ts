/** Sockets and timers: what happens to them becomes events. */

import type { Event, Performer, Timer } from "./state.js";

const SUBPROTOCOL = "livecoding.v2.json";

/** Performs what needs a socket to `url`, or a clock. */
export function wires(
  url: string | URL,
  Socket: typeof WebSocket,
  happen: (...event: Event) => void,
): Performer<"open" | "send" | "close" | "timer" | "clear"> {
  const address = new URL(url, globalThis.location?.href);
  address.protocol = address.protocol.replace("http", "ws");
  const timers = new Map<Timer, ReturnType<typeof setTimeout>>();
  const clear = (name: Timer) => clearTimeout(timers.get(name));
  let socket: WebSocket;

  return {
    open(link) {
      socket = new Socket(address, SUBPROTOCOL);
      socket.onopen = () => happen("opened", link);
      socket.onmessage = ({ data }) => happen("frame", link, String(data));
      socket.onclose = ({ code, reason }) => happen("lost", link, code, reason);
    },
    send(message) {
      if (socket.readyState === Socket.OPEN) {
        socket.send(JSON.stringify(message));
      }
    },
    close: () => socket?.close(),
    timer(name, ms, least = ms) {
      clear(name);
      const pause = least + Math.random() * (ms - least);
      timers.set(name, setTimeout(() => happen("timer", name), pause));
    },
    clear,
  };
}
