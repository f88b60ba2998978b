//! How runs, sessions and servers end: whatever happens and whenever, the end is told in words that
//! an old client understands, and no process, file or session of the run is left.

mod bounds;
mod crowds;
mod killed;
mod panics;
mod phases;
mod places;
mod queue;
mod revision1;
mod scene;
mod servers;
mod starts;
mod stops;
