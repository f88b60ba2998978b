//! `livecoding`: program a game, live, in any language.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use livecoding::cli::{Cli, EMBEDDED_WORD};
use livecoding::{embedded, sandbox};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .map(|it| it.to_string_lossy().into_owned())
        .collect();
    // This binary is also the launcher of each program, and the interpreter of some.
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [_, word, prepare] if *word == sandbox::LAUNCH_WORD => sandbox::launch(prepare),
        [_, word, errand] if *word == sandbox::CANARY_WORD => sandbox::sing(errand),
        [_, word, language, engine] if *word == EMBEDDED_WORD => {
            embedded::run(language, Path::new(engine))
        }
        _ => Cli::parse()
            .execute()
            .unwrap_or_else(livecoding::cli::Failure::report),
    }
}
