//! Samples of time, and what is told of them.

use std::fmt;
use std::time::Duration;

/// Times of the same thing, done again and again.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn add(&mut self, sample: Duration) {
        self.0.push(sample);
    }

    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    pub fn median(&self) -> Duration {
        self.at(0.5)
    }

    pub fn longest(&self) -> Duration {
        self.at(1.0)
    }

    pub fn p99(&self) -> Duration {
        self.at(0.99)
    }

    fn at(&self, part: f64) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index into at most thousands of samples"
        )]
        let index = ((sorted.len().saturating_sub(1)) as f64 * part) as usize;
        sorted.get(index).copied().unwrap_or_default()
    }
}

impl fmt::Display for Samples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p50 {} p99 {}", said(self.median()), said(self.p99()))
    }
}

fn said(time: Duration) -> String {
    if time < Duration::from_millis(1) {
        format!("{:>6.1} us", time.as_secs_f64() * 1e6)
    } else {
        format!("{:>6.1} ms", time.as_secs_f64() * 1e3)
    }
}
