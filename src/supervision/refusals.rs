//! Whether a program goes on asking for processes or threads although it is refused them.

use std::time::{Duration, Instant};

/// How long a refusal tells something of what comes after it.
const RECENT: Duration = Duration::from_secs(10);

/// Watches how often a program was refused a process or a thread.
///
/// Once may be an accident that the program copes with; again and again is a bomb.
#[derive(Debug, Default)]
pub struct RefusalWatch {
    seen: u64,
    last: Option<Instant>,
}

impl RefusalWatch {
    /// Whether it goes on trying, having been refused so often in all.
    pub fn is_bomb(&mut self, refused: u64, now: Instant) -> bool {
        if refused <= self.seen {
            return false;
        }
        let goes_on = self.is_recent(now);
        self.seen = refused;
        self.last = Some(now);
        goes_on
    }

    /// Whether its refusals explain that it ends badly now.
    pub fn explains_end(&self, refused: u64, now: Instant) -> bool {
        refused > self.seen || self.is_recent(now)
    }

    fn is_recent(&self, now: Instant) -> bool {
        self.last
            .is_some_and(|it| now.saturating_duration_since(it) < RECENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_on_trying_is_a_bomb() {
        let begin = Instant::now();
        let at = |seconds| begin + Duration::from_secs(seconds);
        let mut watch = RefusalWatch::default();
        assert!(!watch.is_bomb(0, at(0)));
        assert!(!watch.is_bomb(5, at(1)));
        assert!(!watch.is_bomb(5, at(2)));
        assert!(watch.is_bomb(6, at(3)));
        assert!(!watch.is_bomb(7, at(60)));
    }

    #[test]
    fn one_refusal_long_ago_explains_no_later_end() {
        let begin = Instant::now();
        let at = |seconds| begin + Duration::from_secs(seconds);
        let mut watch = RefusalWatch::default();
        assert!(!watch.explains_end(0, at(0)));
        assert!(watch.explains_end(1, at(0)));
        assert!(!watch.is_bomb(1, at(1)));
        assert!(watch.explains_end(1, at(5)));
        assert!(!watch.explains_end(1, at(60)));
        assert!(watch.explains_end(2, at(60)));
    }
}
