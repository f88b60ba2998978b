//! The machines of both revisions under a program that writes anything anywhere, in any split and
//! order, with answers, refusals, live instructions, looks and ends between.
//!
//! What must be true is in `world.rs`.
#![no_main]

mod memory;
mod order;
mod play;
mod world;

use libfuzzer_sys::fuzz_target;

use play::Play;
use world::World;

fuzz_target!(|play: Play<'_>| {
    let mut world = World::new(&play);
    for turn in &play.turns {
        world.take(turn);
    }
    world.finish();
});
