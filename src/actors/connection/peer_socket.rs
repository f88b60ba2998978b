//! Ends a client's connection without its help, at no cost while nobody does.

use std::os::fd::{AsRawFd as _, BorrowedFd, RawFd};

use actix::{Arbiter, ArbiterHandle};
use actix_web::rt::net::TcpStream;
use rustix::net::{Shutdown, shutdown, sockopt};
use tracing::{debug, warn};

/// How long the system tries to reach a peer that acknowledges nothing, in milliseconds.
const TCP_USER_TIMEOUT_MS: u32 = 60_000;

/// A client's socket by its number, which others get once it is closed, and by the cookie that the
/// system gives to no other.
#[derive(Clone, Debug)]
pub struct PeerSocket {
    number: RawFd,
    cookie: u64,
    /// The thread that has the connection, and alone closes it.
    thread: ArbiterHandle,
}

impl PeerSocket {
    /// Prepares a fresh socket, and remembers it.
    pub fn of(stream: &TcpStream) -> Option<Self> {
        // A command is one small frame: waiting to fill a packet would only delay it.
        let _ = stream.set_nodelay(true);
        let _ = sockopt::set_tcp_user_timeout(stream, TCP_USER_TIMEOUT_MS);
        let (cookie, thread) = (sockopt::socket_cookie(stream), Arbiter::try_current());
        let (Ok(cookie), Some(thread)) = (cookie, thread) else {
            warn!("a client that does not read cannot be cut: its socket has no cookie");
            return None;
        };
        Some(Self {
            number: stream.as_raw_fd(),
            cookie,
            thread,
        })
    }

    /// Ends the connection, read or not.
    pub fn cut(&self) {
        let (number, cookie) = (self.number, self.cookie);
        let is_told = self.thread.spawn_fn(move || {
            #[expect(unsafe_code, reason = "a descriptor given by number has no safe form")]
            // SAFETY: the number may be nobody's, or another's who closes it meanwhile; it is only
            // asked for its cookie then, which fails or is another. With our cookie it is our
            // socket, and stays open: the one thread that closes it is this.
            let socket = unsafe { BorrowedFd::borrow_raw(number) };
            if sockopt::socket_cookie(socket) != Ok(cookie) {
                return debug!("the socket is closed already");
            }
            if let Err(error) = shutdown(socket, Shutdown::Both) {
                debug!(%error, "the socket is closed already");
            }
        });
        if !is_told {
            debug!("the thread of the socket has ended, and its connections with it");
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::rt::net::TcpListener;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    /// A connection's two ends, ours first.
    async fn connection() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (theirs, ours) = tokio::join!(TcpStream::connect(address), listener.accept());
        (ours.unwrap().0, theirs.unwrap())
    }

    #[test]
    fn a_cut_ends_its_connection_and_no_later_one_with_its_number() {
        actix_web::rt::System::new().block_on(async {
            let (ours, mut theirs) = connection().await;
            let socket = PeerSocket::of(&ours).unwrap();
            socket.cut();
            assert_eq!(theirs.read(&mut [0]).await.unwrap(), 0);

            let (mut later, mut other) = connection().await;
            let stale = PeerSocket {
                number: later.as_raw_fd(),
                ..socket
            };
            stale.cut();
            let (done, is_done) = tokio::sync::oneshot::channel();
            stale.thread.spawn_fn(|| done.send(()).unwrap());
            is_done.await.unwrap();
            other.write_all(b"still here").await.unwrap();
            drop(other);
            let mut heard = String::new();
            later.read_to_string(&mut heard).await.unwrap();
            assert_eq!(heard, "still here");
        });
    }
}
