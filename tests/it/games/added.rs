//! A language that is not shipped, added as a folder as docs/languages.md says.

use super::passes;

#[test]
fn a_language_that_is_added_as_a_folder_has_the_functions_of_every_game() {
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/packages/newlisp");
    let told = passes(&[package]);
    for line in [
        "newlisp: golden program, every type and answer",
        "maze in newlisp: 11 examples",
    ] {
        assert!(told.contains(&format!("ok      {line}")), "{line}: {told}");
    }
}
