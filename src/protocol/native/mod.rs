//! The native client protocol, `livecoding.v2.json`: its messages and their text.
//!
//! Every event of a session has a number, so that a client that was cut off gets what it missed;
//! every command has one in its run, so that it is played once.

mod api;
mod client;
mod envelope;
pub mod schema;
mod server;
mod standing;
mod token;
mod welcome;

pub use api::*;
pub use client::*;
pub use envelope::*;
pub use server::*;
pub use standing::*;
pub use token::{Claim, Signer, Unreadable, same_secret};
pub use welcome::*;

/// The name of the protocol in the WebSocket handshake.
pub const SUBPROTOCOL: &str = "livecoding.v2.json";

/// Why the server closes a connection: 44xx come back and resume, 45xx do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// Said goodbye.
    Normal,
    /// The server restarts.
    Restarting,
    /// A frame that is no message.
    BadFrame,
    /// It does not read what it is sent.
    Slow,
    /// It does not answer pings.
    NoPong,
    /// Too many messages.
    Rate,
    /// Another version of the protocol is needed.
    Version,
    /// A token that is forged or stale.
    Token,
    /// Not allowed.
    Forbidden,
    /// There is no such session.
    NoSession,
    /// `hello` did not come in time.
    HelloTooLate,
    /// The same client came back on another connection.
    Replaced,
    /// A message is too big.
    TooBig,
}

impl Close {
    /// The code in the close frame.
    pub fn code(self) -> u16 {
        match self {
            Self::Normal => 1000,
            Self::Restarting => 1012,
            Self::BadFrame => 4400,
            Self::Slow => 4408,
            Self::NoPong => 4410,
            Self::Rate => 4429,
            Self::Version => 4500,
            Self::Token => 4501,
            Self::Forbidden => 4503,
            Self::NoSession => 4504,
            Self::HelloTooLate => 4508,
            Self::Replaced => 4509,
            Self::TooBig => 4513,
        }
    }
}

#[cfg(test)]
mod tests;
