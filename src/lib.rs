//! Program a game, live, in any language.
//!
//! A learner's program runs as a real process in its real language; each command it issues
//! travels to the game on a client's screen, and the game's answer comes back as the return
//! value. Two wires meet here: the program's, [`protocol::engine`], and the client's,
//! [`protocol::classic`]. Each is a machine without input or output; the [`actors`] feed them.
//!
//! ```text
//! main → cli → http → actors → { session, protocol, supervision, language, sandbox, config }
//!        └→ rules → game
//! ```

pub mod actors;
pub mod bindings;
pub mod cli;
pub mod config;
pub mod embedded;
pub mod game;
pub mod http;
pub mod language;
pub mod messages;
pub mod places;
pub mod protocol;
pub mod rules;
pub mod sandbox;
pub mod session;
pub mod supervision;
