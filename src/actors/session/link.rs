//! The way from a session to its client, whatever the client is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use actix::prelude::*;

use crate::messages::{ConsolePrinted, ToClient};
use crate::protocol::native::Close;
use crate::session::{Frame, LinkId};

/// When a client was last heard, readable without its actor.
#[derive(Clone, Debug)]
pub struct LastHeard {
    begin: Instant,
    ms: Arc<AtomicU64>,
}

impl Default for LastHeard {
    fn default() -> Self {
        Self {
            begin: Instant::now(),
            ms: Arc::default(),
        }
    }
}

impl LastHeard {
    /// A frame came.
    pub fn note(&self) {
        let ms = u64::try_from(self.begin.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.ms.store(ms, Ordering::Relaxed);
    }

    /// How long ago that was.
    pub fn ago(&self) -> Duration {
        let heard = Duration::from_millis(self.ms.load(Ordering::Relaxed));
        self.begin.elapsed().saturating_sub(heard)
    }
}

/// More waits for a client's socket than may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSlow;

/// The way to a connection of the native protocol, from whichever thread.
pub trait NativeLink: std::fmt::Debug + Send + Sync {
    /// Sends a frame.
    ///
    /// # Errors
    ///
    /// Fails when too much waits for the socket already.
    fn send(&self, frame: Frame) -> Result<(), TooSlow>;

    /// Closes the connection with a word, and without it when the socket does not take it.
    fn close(&self, why: Close);

    /// How many bytes wait for the socket.
    fn waiting_bytes(&self) -> usize;

    /// When it was last heard.
    fn last_heard(&self) -> LastHeard;

    /// Whether the connection belongs to the session that has this way, which then pings it.
    fn is_own(&self) -> bool {
        true
    }
}

/// A name for a connection that no other has.
pub fn next_link() -> LinkId {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LinkId(LAST.fetch_add(1, Ordering::Relaxed) + 1)
}

/// The way to a client of the original's protocol.
pub trait ClientLink: std::fmt::Debug {
    /// Tells the client, or fails when it is gone or too far behind.
    ///
    /// # Errors
    ///
    /// Returns the reason, for the log.
    fn tell(&self, what: ToClient) -> Result<(), String>;

    /// The engine is loaded and its program begins; most clients need not know.
    fn ready(&self) {}

    /// Ends the client's connection without its help.
    fn cut(&self);

    /// When it was last heard; none where it cannot go silent.
    fn last_heard(&self) -> Option<LastHeard>;

    /// Where the program's own text is shown, if it is.
    fn console(&self) -> Option<Recipient<ConsolePrinted>>;
}
