//! The real binary, real interpreters, real sockets: transcripts in, transcripts out.
#![expect(
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and starts the server itself"
)]

mod architecture;
mod bounds;
mod classic;
mod cli;
mod conformance;
mod documents;
mod ends;
mod games;
mod isolation;
mod kills;
mod languages;
mod limits;
mod load;
mod matches;
mod native;
mod page;
mod revision1;
mod stops;
mod support;
mod warm;
