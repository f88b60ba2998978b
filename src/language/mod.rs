//! Languages are data: a package is a folder with a manifest and a small engine.
//!
//! Packages are built into the binary and may be added to, or replaced, by a folder. This module
//! reads them, finds their interpreters and lays a run's files out; it starts nothing.

mod apis;
mod build;
mod detect;
mod errors;
mod launch;
mod layout;
mod manifest;
mod outside;
mod registry;
mod sweep;

pub use apis::{ApiError, Apis};
pub use build::{Build, BuildPlan, Built};
pub use detect::{Found, Missing, VersionCheck, candidates, judge_version};
pub use errors::ErrorMap;
pub use layout::{LayoutError, RunFolder, Workplace};
pub use manifest::{ChannelKind, Engine, Golden, Manifest, SelfTest, WrongUse};
pub use registry::{Language, PackageError, Registry, Status};
