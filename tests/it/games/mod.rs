//! Games: what their declarations become, in every language.

mod building;
mod declared;
mod golden;
mod hostile;

use std::path::Path;
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

/// A copy of a folder of this repository, to be changed.
fn copy_of(path: &str, to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if entry.file_type().unwrap().is_dir() {
            let inner = format!("{path}/{}", name.display());
            copy_of(&inner, &to.join(name));
        } else {
            std::fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

/// The ids of the built-in languages.
fn languages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/languages");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut ids: Vec<_> = entries
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort();
    ids
}
