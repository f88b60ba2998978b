//! Builds again when a built-in language package changes: its files are part of the binary.

fn main() {
    println!("cargo::rerun-if-changed=config/languages");
}
