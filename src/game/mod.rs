//! Games: what their packages say, the commands that they declare, and which of them are here.
//!
//! A declaration is read once, checked as a whole, and everything that a learner sees of the
//! game's commands follows from it.

mod changes;
mod declaration;
mod levels;
mod manifest;
mod problems;
mod registry;
mod stage;
mod validate;

pub use changes::Sight;
pub use declaration::{Command, Declaration, Example, Fault, Field, Group, Parameter, Type, Ways};
pub use levels::DeclaredLevel;
pub use manifest::{Manifest, Seats, Text};
pub use problems::{Problem, Problems};
pub use registry::{Found, Game, GameError, Games, KIT, of_kit};
pub use stage::{Refusal, ScriptedStage};

#[cfg(test)]
mod tests;
