//! A game's functions in a language, for editors.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Asks for a game's functions in a language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, TS)]
pub struct GameApi {
    /// The id of a game of this server.
    #[serde(default)]
    #[ts(optional)]
    pub game: Option<String>,
    /// The manifest of another game, in its place.
    #[serde(default)]
    #[ts(optional, type = "unknown")]
    pub manifest: Option<Value>,
    /// The language's id.
    pub language: String,
    /// The language that people read, such as `de`; English when absent.
    #[serde(default)]
    #[ts(optional)]
    pub lang: Option<String>,
}

/// A game's functions in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ApiTold {
    /// The game's id.
    pub game: String,
    /// The language's id.
    pub language: String,
    /// The game's title.
    pub title: String,
    /// Parts that functions are told in.
    pub groups: Vec<GroupTold>,
    /// The functions, in the order in which they are told.
    pub functions: Vec<FunctionTold>,
    /// A program to begin with.
    pub starter: String,
    /// The page for people, relative to the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reference: Option<String>,
}

/// A part that functions are told in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct GroupTold {
    /// What functions call it.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A function of the learner's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct FunctionTold {
    /// Its name, as it is called.
    pub name: String,
    /// Names that it had before; they still work.
    pub deprecated_names: Vec<String>,
    /// Its head, for people.
    pub signature: String,
    /// One sentence.
    pub summary: String,
    /// All that is said of it, as Markdown.
    pub documentation: String,
    /// A call to insert: `${1:steps}` is the first thing to fill in, `\` stands before a `$`, a `}`
    /// or a `\` of the text.
    pub snippet: String,
    /// The id of its part.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub group: Option<String>,
    /// What it takes.
    pub parameters: Vec<ParameterTold>,
    /// The type of its result: `integer`, `number`, `boolean`, `string`, `enumeration`, `list` or
    /// `record`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub result: Option<String>,
    /// Whether it waits for the player, as long as that takes.
    pub waits_for_user: bool,
    /// Its examples as calls.
    pub examples: Vec<String>,
}

/// What a function takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ParameterTold {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub of: String,
    /// One sentence.
    pub summary: String,
    /// What it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unit: Option<String>,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// The words that it may be, where it is an enumeration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>", optional)]
    pub values: Vec<String>,
}
