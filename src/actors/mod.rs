//! The actors: thin shells that own sockets, pipes and timers and feed the machines.
//!
//! | actor | one per | owns |
//! |---|---|---|
//! | [`connection`] | WebSocket | the socket |
//! | [`session`] | client | the pure session and its run |
//! | [`process`] | attempt of a run | the child's channels and its machine |
//! | [`supervisor`] | server | admission and restarts |

pub mod connection;
pub mod process;
pub mod session;
pub mod supervisor;
