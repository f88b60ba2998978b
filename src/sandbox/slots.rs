//! The users that programs run as: one for each, so that none can touch another's.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// How many there are.
pub(super) const COUNT: u32 = 20_000;

/// The users of one server.
#[derive(Clone, Debug)]
pub(super) struct Slots {
    first: u32,
    taken: Arc<Mutex<BTreeSet<u32>>>,
}

/// A user that nobody else has; free again when dropped.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its number.
    pub(super) uid: u32,
    slots: Slots,
}

impl Slots {
    pub(super) fn new(first: u32) -> Self {
        Self {
            first,
            taken: Arc::default(),
        }
    }

    /// The lowest free one; none when all are taken.
    pub(super) fn take(&self) -> Option<Slot> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.first.saturating_add(COUNT);
        let uid = (self.first..last).find(|it| !taken.contains(it))?;
        taken.insert(uid);
        Some(Slot {
            uid,
            slots: self.clone(),
        })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut taken = self
            .slots
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        taken.remove(&self.uid);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_programs_have_the_same_user_at_once() {
        let slots = Slots::new(100);
        let (one, two) = (slots.take().unwrap(), slots.take().unwrap());
        assert_eq!((one.uid, two.uid), (100, 101));
        drop(one);
        assert_eq!(slots.take().unwrap().uid, 100);
    }
}
