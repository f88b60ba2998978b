//! How much a client may say.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// How many times its sustained rate a client may send at once.
const BURST_SECONDS: f64 = 10.0;

/// How many messages a client may send now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    room: f64,
    most: f64,
    per_second: f64,
    filled: Instant,
}

impl Rate {
    pub(super) fn new(per_second: u32) -> Self {
        let per_second = f64::from(per_second);
        let most = per_second * BURST_SECONDS;
        Self {
            room: most,
            most,
            per_second,
            filled: Instant::now(),
        }
    }

    /// Counts one message; false when it is too many.
    pub(super) fn take(&mut self) -> bool {
        let now = Instant::now();
        let more = now.duration_since(self.filled).as_secs_f64() * self.per_second;
        self.filled = now;
        self.room = (self.room + more).min(self.most);
        self.room -= 1.0;
        self.room >= 0.0
    }
}

/// Bytes of a client's messages that its session has not dealt with.
#[derive(Clone, Debug, Default)]
pub(super) struct InFlight(Arc<AtomicUsize>);

/// The part of one message; dropped when the session has dealt with it.
#[derive(Debug)]
pub struct Weight {
    all: InFlight,
    bytes: usize,
}

impl InFlight {
    /// How much is there.
    pub(super) fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// A message of so many bytes is on its way.
    pub(super) fn add(&self, bytes: usize) -> Weight {
        self.0.fetch_add(bytes, Ordering::Relaxed);
        let all = self.clone();
        Weight { all, bytes }
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        self.all.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
