/** The client of LiveCoding's native protocol. */

export { connect, RequestError } from "./session.js";
export type { Options, Session } from "./session.js";
export type { ActorHandlers, Actors, SharedStage } from "./shared.js";
export type { Player, PlayerHandlers, Playing } from "./player.js";
export type { ClientBody, ClientType, ServerBody, ServerType, Told, Why } from "./state.js";
export type * from "./protocol.js";
