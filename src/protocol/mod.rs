//! The wires, as machines without input or output: bytes and frames in, typed messages out.
//!
//! ```text
//!   program ══ engine protocol ══> [`engine`] ── messages ──> [`classic`] ══ frames ══> client
//! ```

pub mod classic;
pub mod command;
pub mod engine;
pub mod lines;
pub mod native;
pub mod words;
