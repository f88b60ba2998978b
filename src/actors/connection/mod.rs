//! One WebSocket: frames in, typed messages out, and back.
//!
//! `actix-web-actors` lives here and nowhere else. A client that stops reading freezes its
//! connection actor, timers and mailbox included, so nothing that must go on is owned here: the
//! session has the heartbeat and the deadlines, and cuts the socket by [`PeerSocket`].

pub mod classic;
mod frame_guard;
pub mod native;
mod peer_socket;
mod pieces;

pub use frame_guard::{FrameGuard, FrameLimit};
pub use peer_socket::PeerSocket;
pub use pieces::PIECE_BYTES;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A client's place in the server; free again when dropped.
#[derive(Debug)]
pub struct Seat(Arc<AtomicUsize>);

impl Seat {
    /// Takes one of `seats` places, of which the count in `taken` are gone.
    pub fn take(taken: &Arc<AtomicUsize>, seats: usize) -> Option<Self> {
        let seat = Self(Arc::clone(taken));
        let before = taken.fetch_add(1, Ordering::Relaxed);
        (before < seats).then_some(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
