//! When a command may be sent: pause, step and slow motion.

use std::time::Duration;

/// Holds commands back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gate {
    paused: bool,
    /// Commands that may pass although it is paused.
    steps: u32,
    /// Least time between two commands.
    spacing: Duration,
    last_sent: Option<Duration>,
}

impl Gate {
    /// A gate as a run begins with it.
    pub(super) fn new(paused: bool, spacing: Duration) -> Self {
        Self {
            paused,
            spacing,
            ..Self::default()
        }
    }

    /// Nothing passes any more.
    pub(super) fn pause(&mut self) {
        self.paused = true;
        self.steps = 0;
    }

    /// Everything passes again.
    pub(super) fn resume(&mut self) {
        self.paused = false;
        self.steps = 0;
    }

    /// `count` more commands pass, and then no other.
    pub(super) fn step(&mut self, count: u32) {
        self.steps = if self.paused { self.steps } else { 0 }.saturating_add(count);
        self.paused = true;
    }

    /// Sets the least time between two commands.
    pub(super) fn space(&mut self, spacing: Duration) {
        self.spacing = spacing;
    }

    /// Whether it is paused, and no step is left.
    pub(super) fn is_closed(&self) -> bool {
        self.paused && self.steps == 0
    }

    /// Whether it is paused, stepping or not.
    pub(super) fn is_paused(&self) -> bool {
        self.paused
    }

    /// Least time between two commands.
    pub(super) fn spacing(&self) -> Duration {
        self.spacing
    }

    /// When a command may pass; never, as it is now, when none.
    pub(super) fn opens_at(&self) -> Option<Duration> {
        let at = self
            .last_sent
            .map_or(Duration::ZERO, |sent| sent + self.spacing);
        (!self.is_closed()).then_some(at)
    }

    /// A command passed, now or without taking any time.
    pub(super) fn passed(&mut self, now: Option<Duration>) {
        self.last_sent = now.or(self.last_sent);
        self.steps = self.steps.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Duration = Duration::from_millis(100);

    #[test]
    fn steps_are_counted_and_speed_is_a_distance() {
        let mut gate = Gate::default();
        assert_eq!(gate.opens_at(), Some(Duration::ZERO));
        gate.step(2);
        for _ in 0..2 {
            assert!(!gate.is_closed());
            gate.passed(Some(AT));
        }
        assert!(gate.is_closed() && gate.opens_at().is_none());
        gate.resume();
        gate.space(Duration::from_millis(50));
        assert_eq!(gate.opens_at(), Some(Duration::from_millis(150)));
        gate.pause();
        assert!(gate.is_closed());
    }
}
