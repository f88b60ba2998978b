//! How long a program may compute without being answered.

use std::time::Duration;

/// Counts processor time from the last answer on.
///
/// It is looked at now and then, not with each answer: an answer counts from the next look on, so
/// a program may get the time between two looks on top.
#[derive(Debug)]
pub struct CpuWatch {
    limit: Option<Duration>,
    /// What had been used when the last answer was seen.
    used_before: Duration,
    answers: u64,
}

impl CpuWatch {
    /// A program that may compute so long; without a limit it may compute for ever.
    pub fn new(limit: Option<Duration>) -> Self {
        Self {
            limit,
            used_before: Duration::ZERO,
            answers: 0,
        }
    }

    /// Whether it has computed too long, having used so much and got so many answers in all.
    pub fn is_over(&mut self, used: Duration, answers: u64) -> bool {
        if answers != self.answers {
            self.answers = answers;
            self.used_before = used;
        }
        let since = used.saturating_sub(self.used_before);
        self.limit.is_some_and(|limit| since >= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_busy_loop_ends_and_a_game_loop_lives_for_hours() {
        let mut busy = CpuWatch::new(Some(s(30)));
        assert!(!busy.is_over(s(29), 0));
        assert!(busy.is_over(s(30), 0));
        assert!(!CpuWatch::new(None).is_over(s(1_000_000), 0));
        let mut game = CpuWatch::new(Some(s(30)));
        for hour in 1..100 {
            assert!(!game.is_over(s(hour * 3_600), hour));
        }
    }

    #[test]
    fn time_counts_from_the_look_that_saw_the_answer() {
        let mut watch = CpuWatch::new(Some(s(30)));
        assert!(!watch.is_over(s(20), 1));
        assert!(!watch.is_over(s(49), 1));
        assert!(watch.is_over(s(50), 1));
        assert!(!watch.is_over(s(51), 2));
    }
}
