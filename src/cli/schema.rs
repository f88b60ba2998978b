//! `livecoding schema`: what the messages of the native protocol, and a game's manifest, look like.

use std::process::ExitCode;

use clap::ValueEnum;

use super::{Failure, SchemaArgs, print};
use crate::game::Manifest;
use crate::protocol::native::schema;

/// A form of the schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Form {
    /// JSON Schema, 2020-12.
    JsonSchema,
    /// An `AsyncAPI` 3 document.
    Asyncapi,
    /// Types for TypeScript.
    Typescript,
    /// JSON Schema of a game's `manifest.json`.
    GameManifest,
}

/// Prints it.
pub(super) fn execute(args: &SchemaArgs) -> Result<ExitCode, Failure> {
    let value = match args.form {
        Form::JsonSchema => schema::json_schema(),
        Form::Asyncapi => schema::async_api(),
        Form::GameManifest => Manifest::json_schema(),
        Form::Typescript => {
            print(&schema::typescript());
            return Ok(ExitCode::SUCCESS);
        }
    };
    let json = serde_json::to_string_pretty(&value).map_err(anyhow::Error::from)?;
    print(&format!("{json}\n"));
    Ok(ExitCode::SUCCESS)
}
