//! What isolation must withstand, item by item, in every tier that this machine can offer.
//!
//! A group of items is a test. It starts one server a tier, and plays its rows on it, a few at a
//! time: each row has a program per language, or says why it has none, and what must come of it.
//! Beside them a neighbour plays; it must be answered all the while and come to its end. After
//! them nothing may be left: no process, no zombie, no control group, no folder, no mount, no
//! descriptor, no thread.
//!
//! ```text
//! tier.rs       how a server is started in each tier; why a machine cannot offer one
//! ground.rs     a server, all that programs try to reach, and what it holds
//! language.rs   what stands before each program, so that rows are short
//! row.rs        one item;  matrix.rs plays rows and tells what came of them
//! the others    a group of items each
//! ```
//!
//! Tier A needs root. Tier B is the same binary as an ordinary user, tier C the same under a
//! filter that refuses namespaces, as a plain container does.
//!
//! Each group prints its part of the table, `item × tier × language → held | not applicable:
//! reason`. `LIVECODING_TEST_TABLE=<file>` appends it as lines of Markdown, in the columns group,
//! item, A, B, C; sorted and under a head they are the table of docs/security.md.
//! `LIVECODING_TEST_ALL=1` tries all languages and the largest numbers, one program after the other.

mod doctor;
mod files;
mod floods;
mod ground;
mod groups;
mod kernel;
mod language;
mod lives;
mod matrix;
mod memory;
mod neighbour;
mod network;
mod output;
mod processes;
mod protocol;
mod row;
mod sessions;
mod tier;

/// Whether all languages are tried, and the largest numbers.
fn is_all() -> bool {
    std::env::var_os("LIVECODING_TEST_ALL").is_some_and(|it| it == "1")
}

const LUA_HAS_NO_CALLS: &str = "Lua makes no system calls of the program's choice";
const SHELL_HAS_NO_CALLS: &str = "the shell makes no system calls of the program's choice";
