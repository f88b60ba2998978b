//! Times, counted in buckets: bounded however many there are, each to about 3 percent.

use std::time::Duration;

/// Buckets for each doubling, as a power of two.
const PART_BITS: u32 = 5;
const PARTS: usize = 1 << PART_BITS;
/// Enough for every number of nanoseconds.
const BUCKETS: usize = PARTS * 60;

/// Times of the same thing.
#[derive(Clone, Debug)]
pub(super) struct Histogram {
    counts: Vec<u64>,
    count: u64,
    longest: Duration,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: vec![0; BUCKETS],
            count: 0,
            longest: Duration::ZERO,
        }
    }
}

impl Histogram {
    pub(super) fn add(&mut self, time: Duration) {
        if let Some(bucket) = self.counts.get_mut(bucket_of(time)) {
            *bucket += 1;
        }
        self.count += 1;
        self.longest = self.longest.max(time);
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn longest(&self) -> Duration {
        self.longest
    }

    /// The time that this many percent do not exceed.
    pub(super) fn percentile(&self, percent: u64) -> Duration {
        let wanted = (self.count.saturating_mul(percent)).div_ceil(100).max(1);
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return end_of(bucket).min(self.longest);
            }
        }
        self.longest
    }
}

/// Small numbers have a bucket each; from there on every doubling has `PARTS`.
fn bucket_of(time: Duration) -> usize {
    let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
    let Some(shift) = nanos
        .checked_ilog2()
        .and_then(|it| it.checked_sub(PART_BITS))
    else {
        return usize::try_from(nanos).unwrap_or(0);
    };
    let part = usize::try_from(nanos >> shift).unwrap_or(0);
    shift as usize * PARTS + part
}

/// The longest time of a bucket.
fn end_of(bucket: usize) -> Duration {
    let shift = (bucket / PARTS).saturating_sub(1);
    let part = (bucket - shift * PARTS) as u64;
    Duration::from_nanos(((part + 1) << shift) - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn percentiles_are_of_what_was_added() {
        let mut times = Histogram::default();
        for millis in 1..=100 {
            times.add(Duration::from_millis(millis));
        }
        let within = |percent, millis: f64| {
            let found = times.percentile(percent).as_secs_f64() * 1e3;
            assert!(
                (found / millis - 1.0).abs() < 0.035,
                "{percent}: {found} ms"
            );
        };
        within(50, 50.0);
        within(99, 99.0);
        assert_eq!(times.percentile(100), Duration::from_millis(100));
        assert_eq!(times.longest(), Duration::from_millis(100));
    }

    #[test]
    fn nothing_added_is_no_time() {
        assert_eq!(Histogram::default().percentile(99), Duration::ZERO);
    }

    proptest! {
        #[test]
        fn a_bucket_ends_at_most_a_thirtieth_after_what_is_in_it(nanos in 0..u64::MAX / 2) {
            let time = Duration::from_nanos(nanos);
            let end = end_of(bucket_of(time));
            prop_assert!(end >= time);
            prop_assert!(end.saturating_sub(time).as_secs_f64() <= time.as_secs_f64() / 30.0);
        }
    }
}
