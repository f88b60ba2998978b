//! Who may run now and who waits: at most so many at once, first come, first served.
//!
//! ```text
//!  ask ──> granted  (a place is free)       <── free: the first of the queue is granted
//!      ──> queue    (there is room in it)   <── withdraw: whoever stands behind moves up
//!      ──> full
//! ```
//!
//! Somebody waits only while every place is taken.

use std::collections::VecDeque;

/// The places of a server, and the queue for them.
#[derive(Debug)]
pub struct Places<T> {
    most: usize,
    most_waiting: usize,
    taken: usize,
    queue: VecDeque<T>,
}

/// What becomes of somebody who asks for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// The place is theirs until it is freed.
    Granted(T),
    /// They wait, and so many before them.
    Queued(usize),
    /// Neither a place nor the queue has room.
    Full(T),
}

impl<T> Places<T> {
    /// So many places, all free, and a queue for so many.
    pub fn new(most: usize, most_waiting: usize) -> Self {
        Self {
            most,
            most_waiting,
            taken: 0,
            queue: VecDeque::new(),
        }
    }

    /// How many places there are.
    pub fn most(&self) -> usize {
        self.most
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// How many wait for one.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Everybody in the queue with their place in it, 1 being next.
    pub fn queue(&self) -> impl Iterator<Item = (u32, &T)> {
        (1..).zip(&self.queue)
    }

    /// Somebody asks for a place.
    pub fn ask(&mut self, who: T) -> Asked<T> {
        if self.taken < self.most {
            self.taken += 1;
            return Asked::Granted(who);
        }
        if self.queue.len() >= self.most_waiting {
            return Asked::Full(who);
        }
        self.queue.push_back(who);
        Asked::Queued(self.queue.len() - 1)
    }

    /// A place that was granted is free again; gives who has it now, if anybody waited.
    pub fn free(&mut self) -> Option<T> {
        let next = self.queue.pop_front();
        if next.is_none() {
            self.taken = self.taken.saturating_sub(1);
        }
        next
    }

    /// Whoever is meant waits no more; gives how many stand before the first that left, if one did.
    pub fn withdraw(&mut self, is_meant: impl Fn(&T) -> bool) -> Option<usize> {
        let first = self.queue.iter().position(&is_meant)?;
        self.queue.retain(|it| !is_meant(it));
        Some(first)
    }

    /// Nobody waits any more; gives who did.
    pub fn close(&mut self) -> VecDeque<T> {
        std::mem::take(&mut self.queue)
    }
}

#[cfg(test)]
mod tests;
