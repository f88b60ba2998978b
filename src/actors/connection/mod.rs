//! One WebSocket: frames in, typed messages out, and back.
//!
//! `actix-web-actors` lives here and nowhere else. A client that stops reading freezes its
//! connection actor, timers and mailbox included, so nothing that must go on is owned here: the
//! session has the heartbeat and the deadlines, and cuts the socket by [`PeerSocket`].

pub mod classic;
mod frame_guard;
pub mod native;
mod pieces;

pub use frame_guard::{FrameGuard, FrameLimit};
pub use pieces::PIECE_BYTES;

use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::rt::net::TcpStream;
use tracing::debug;

/// How long the system tries to reach a peer that acknowledges nothing, in milliseconds.
const TCP_USER_TIMEOUT_MS: u32 = 60_000;

/// A second hold on a client's socket, to cut it without the help of its connection.
#[derive(Clone, Debug)]
pub struct PeerSocket(Arc<OwnedFd>);

impl PeerSocket {
    /// Prepares a fresh socket and takes the second hold.
    pub fn of(stream: &TcpStream) -> Option<Self> {
        // A command is one small frame: waiting to fill a packet would only delay it.
        let _ = stream.set_nodelay(true);
        let _ = rustix::net::sockopt::set_tcp_user_timeout(stream, TCP_USER_TIMEOUT_MS);
        let hold = stream.as_fd().try_clone_to_owned();
        hold.ok().map(|fd| Self(Arc::new(fd)))
    }

    /// Ends the connection, read or not.
    pub fn cut(&self) {
        if let Err(error) = rustix::net::shutdown(&self.0, rustix::net::Shutdown::Both) {
            debug!(%error, "the socket is closed already");
        }
    }
}

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
