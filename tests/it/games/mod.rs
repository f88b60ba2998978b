//! Games: what their declarations become, in every language.

mod added;
mod building;
mod declared;
mod golden;
mod hostile;
mod rules;
mod watch;

use std::process::{Command, Output};

/// Runs `livecoding check` with these arguments.
fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .arg("check")
        .args(arguments)
        .output()
        .unwrap()
}

/// Checks, and fails with all that it says where that is not all right; gives what it says.
fn passes(arguments: &[&str]) -> String {
    let output = check(arguments);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}:\n{told}{errors}");
    told
}
