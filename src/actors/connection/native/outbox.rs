//! What waits for a client's socket, filled from whichever thread its session is on.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix::prelude::*;
use serde_json::value::RawValue;
use tokio::runtime::Handle;
use tracing::debug;

use super::super::PeerSocket;
use super::NativeConnection;
use crate::actors::session::{LastHeard, NativeLink, TooSlow};
use crate::protocol::native::{Close, FromServer, ServerMessage, WatchEvent, WatchLevel};
use crate::session::{Frame, FrameKind};

/// Most bytes that wait for one socket; one command is accepted on top.
const WAITING_BYTES: usize = 1024 * 1024;
/// How long a socket may take to take a close frame, and its client to close, before it is cut.
const CLOSE_GRACE: Duration = Duration::from_secs(3);

/// What waits for a socket.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: Mutex<VecDeque<Out>>,
    bytes: AtomicUsize,
    /// The connection was woken and has not looked yet.
    woken: AtomicBool,
}

#[derive(Debug)]
pub(super) enum Out {
    /// A frame, and what it counts.
    Frame(Frame, usize),
    Close(Close),
}

/// There is something in the outbox.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub(super) struct Wake;

/// A way to a connection.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) connection: Addr<NativeConnection>,
    pub(super) outbox: Arc<Outbox>,
    pub(super) heard: LastHeard,
    pub(super) socket: Option<PeerSocket>,
}

impl Link {
    fn push(&self, out: Out) {
        if let Out::Frame(_, bytes) = &out {
            self.outbox.bytes.fetch_add(*bytes, Ordering::Relaxed);
        }
        let mut waiting = self
            .outbox
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        waiting.push_back(out);
        drop(waiting);
        // One wake at a time: whatever is in the outbox then is taken.
        if !self.outbox.woken.swap(true, Ordering::AcqRel) {
            self.connection.do_send(Wake);
        }
    }

    fn send(&self, frame: Frame) -> Result<(), TooSlow> {
        let bytes = match frame.kind {
            FrameKind::CatchUp => 0,
            FrameKind::Status | FrameKind::Command | FrameKind::Other => frame.text.len(),
        };
        if bytes > 0 && self.waiting_bytes() > WAITING_BYTES {
            return Err(TooSlow);
        }
        self.push(Out::Frame(frame, bytes));
        Ok(())
    }

    fn close(&self, why: Close) {
        self.push(Out::Close(why));
        self.cut_later();
    }

    /// A client that does not read does not take a close frame either.
    fn cut_later(&self) {
        // Without a runtime the server is at its end, and all sockets with it.
        if let (Some(socket), Ok(runtime)) = (self.socket.clone(), Handle::try_current()) {
            runtime.spawn(async move {
                tokio::time::sleep(CLOSE_GRACE).await;
                socket.cut();
            });
        }
    }

    fn waiting_bytes(&self) -> usize {
        self.outbox.bytes.load(Ordering::Relaxed)
    }

    fn last_heard(&self) -> LastHeard {
        self.heard.clone()
    }
}

/// The way of a client's own session to its connection. One that goes without a word, with a
/// session that ended or failed before it heard of its client, closes the connection.
#[derive(Debug)]
pub(super) struct OwnLink {
    link: Link,
    is_closed: AtomicBool,
}

impl From<Link> for OwnLink {
    fn from(link: Link) -> Self {
        let is_closed = AtomicBool::new(false);
        Self { link, is_closed }
    }
}

impl Drop for OwnLink {
    fn drop(&mut self) {
        if !self.is_closed.load(Ordering::Acquire) {
            self.link.close(Close::NoSession);
        }
    }
}

impl NativeLink for OwnLink {
    fn send(&self, frame: Frame) -> Result<(), TooSlow> {
        self.link.send(frame)
    }

    fn close(&self, why: Close) {
        self.is_closed.store(true, Ordering::Release);
        self.link.close(why);
    }

    fn waiting_bytes(&self) -> usize {
        self.link.waiting_bytes()
    }

    fn last_heard(&self) -> LastHeard {
        self.link.last_heard()
    }
}

/// A watched session's way to a connection: what it says is told as an event of its own.
#[derive(Debug)]
pub(super) struct WatchLink {
    pub(super) target: String,
    pub(super) level: WatchLevel,
    pub(super) link: Link,
}

impl NativeLink for WatchLink {
    fn send(&self, frame: Frame) -> Result<(), TooSlow> {
        if self.level == WatchLevel::Status && frame.kind != FrameKind::Status {
            return Ok(());
        }
        let kind = frame.kind;
        let Ok(event) = RawValue::from_string(frame.into_text().to_string()) else {
            return Ok(());
        };
        let target = self.target.clone();
        let watched = ServerMessage::WatchEvent(WatchEvent { target, event });
        self.link.send(Frame {
            text: FromServer::plain(watched).encode(),
            mark: None,
            kind,
        })
    }

    /// The session is over, or the watcher too slow for it: the connection goes on.
    fn close(&self, why: Close) {
        debug!(target_session = self.target, ?why, "watched no more");
    }

    fn waiting_bytes(&self) -> usize {
        self.link.waiting_bytes()
    }

    fn last_heard(&self) -> LastHeard {
        self.link.last_heard()
    }

    fn is_own(&self) -> bool {
        false
    }
}

impl Outbox {
    /// Takes what comes next, about so many bytes; says whether more waits.
    ///
    /// When nothing is left, more will wake the connection again.
    pub(super) fn take(&self, about_bytes: usize) -> (Vec<Out>, bool) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut taken, mut bytes) = (Vec::new(), 0);
        while bytes < about_bytes
            && let Some(out) = waiting.pop_front()
        {
            if let Out::Frame(frame, counted) = &out {
                bytes += frame.text.len();
                self.bytes.fetch_sub(*counted, Ordering::Relaxed);
            }
            taken.push(out);
        }
        let is_more = !waiting.is_empty();
        // Under the lock: what is pushed after this wakes the connection.
        self.woken.store(is_more, Ordering::Release);
        (taken, is_more)
    }
}
