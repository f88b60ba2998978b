//! The committed schema is the one that the server has.

use std::process::Command;

/// Each form with its file; `make generated` writes them.
const FILES: [(&str, &str); 3] = [
    ("json-schema", "docs/schema/livecoding.v2.schema.json"),
    ("asyncapi", "docs/schema/asyncapi.json"),
    ("typescript", "web/client/src/protocol.ts"),
];

#[test]
fn the_committed_files_are_up_to_date() {
    for (form, file) in FILES {
        let printed = Command::new(env!("CARGO_BIN_EXE_livecoding"))
            .args(["schema", form])
            .output()
            .unwrap();
        let committed = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        let committed = std::fs::read_to_string(committed).unwrap();
        let printed = String::from_utf8(printed.stdout).unwrap();
        assert!(
            printed == committed,
            "{file} is out of date; say `make generated`"
        );
    }
}
