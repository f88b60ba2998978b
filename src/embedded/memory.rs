//! A bound on the memory of JavaScript that leaves room to say that it was reached.
//!
//! `QuickJS` has a bound of its own, but a program that fills it with small objects leaves no
//! room for the error that tells so, nor for its line.

use std::cell::Cell;
use std::rc::Rc;

use rquickjs::allocator::{Allocator, RustAllocator};

/// Granted above the bound once it has refused something, in bytes: an error object fits easily.
const SPARE_BYTES: usize = 256 << 10;

/// What a region costs beside its size, in bytes: two headers, of `RustAllocator` and of malloc.
const REGION_BYTES: usize = 16;

/// The bound, and how much is in use; its clones share both.
#[derive(Clone, Debug)]
pub(super) struct Memory(Rc<State>);

#[derive(Debug)]
struct State {
    used_bytes: Cell<usize>,
    most_bytes: Cell<usize>,
    has_refused: Cell<bool>,
}

impl Memory {
    /// Memory of which `most_bytes` may be in use.
    pub(super) fn new(most_bytes: usize) -> Self {
        Self(Rc::new(State {
            used_bytes: Cell::new(0),
            most_bytes: Cell::new(most_bytes),
            has_refused: Cell::new(false),
        }))
    }

    /// Whether the bound stands in the way of small objects too.
    pub(super) fn is_full(&self) -> bool {
        self.0.used_bytes.get() >= self.0.most_bytes.get()
    }

    /// Raises the bound.
    pub(super) fn grant(&self, more_bytes: usize) {
        let most_bytes = self.0.most_bytes.get().saturating_add(more_bytes);
        self.0.most_bytes.set(most_bytes);
    }

    fn admits(&self, more_bytes: usize) -> bool {
        let wanted_bytes = self.0.used_bytes.get().saturating_add(more_bytes);
        let most_bytes = self.0.most_bytes.get();
        let spare_bytes = if self.0.has_refused.get() {
            SPARE_BYTES
        } else {
            0
        };
        let is_admitted = wanted_bytes <= most_bytes.saturating_add(spare_bytes);
        self.0.has_refused.set(wanted_bytes > most_bytes);
        is_admitted
    }

    fn take(&self, region: *mut u8) -> *mut u8 {
        if !region.is_null() {
            let bytes = size(region).saturating_add(REGION_BYTES);
            let used_bytes = self.0.used_bytes.get().saturating_add(bytes);
            self.0.used_bytes.set(used_bytes);
        }
        region
    }

    fn give_back(&self, size: usize) {
        let bytes = size.saturating_add(REGION_BYTES);
        let used_bytes = self.0.used_bytes.get().saturating_sub(bytes);
        self.0.used_bytes.set(used_bytes);
    }
}

#[expect(
    unsafe_code,
    reason = "each region comes from `RustAllocator`, which keeps the promises of the trait; here \
              they are only counted"
)]
// SAFETY: see the reason above.
unsafe impl Allocator for Memory {
    fn alloc(&mut self, size: usize) -> *mut u8 {
        if !self.admits(size) {
            return std::ptr::null_mut();
        }
        self.take(RustAllocator.alloc(size))
    }

    fn calloc(&mut self, count: usize, size: usize) -> *mut u8 {
        if count
            .checked_mul(size)
            .is_none_or(|bytes| !self.admits(bytes))
        {
            return std::ptr::null_mut();
        }
        self.take(RustAllocator.calloc(count, size))
    }

    unsafe fn dealloc(&mut self, region: *mut u8) {
        self.give_back(size(region));
        // SAFETY: the caller's promise, passed on.
        unsafe { RustAllocator.dealloc(region) }
    }

    unsafe fn realloc(&mut self, region: *mut u8, new_size: usize) -> *mut u8 {
        if region.is_null() {
            return self.alloc(new_size);
        }
        let old_size = size(region);
        if new_size > old_size && !self.admits(new_size - old_size) {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promise, passed on.
        let moved = unsafe { RustAllocator.realloc(region, new_size) };
        if !moved.is_null() {
            self.give_back(old_size);
        }
        self.take(moved)
    }

    unsafe fn usable_size(region: *mut u8) -> usize {
        size(region)
    }
}

fn size(region: *mut u8) -> usize {
    if region.is_null() {
        return 0;
    }
    #[expect(unsafe_code, reason = "regions in this file come from `RustAllocator`")]
    // SAFETY: see the reason above.
    unsafe {
        RustAllocator::usable_size(region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_opens_the_spare_until_there_is_room_again() {
        let memory = Memory::new(1000);
        memory.0.used_bytes.set(990);
        assert!(!memory.admits(20));
        assert!(memory.admits(20));
        assert!(!memory.admits(SPARE_BYTES + 11));
        assert!(memory.admits(SPARE_BYTES + 10));
        assert!(memory.admits(10));
        assert!(!memory.admits(20));
    }
}
