//! wip
pub mod messages;
pub mod protocol;
pub mod supervision;
