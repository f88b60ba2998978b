//! `manifest.json`: what a package says of its game, as it is written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::levels::DeclaredLevel;

/// The whole of `manifest.json`. Keys that are not listed here belong to others and are passed
/// over; inside a command none are.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Manifest {
    /// The game's title.
    pub name: Text,
    /// What it is about.
    pub description: Text,
    /// What a page loads.
    pub data: Option<PageData>,
    /// Functions for the learner that were written by hand, in some languages: a path by language.
    /// They take the place of those that are made from `commands`.
    pub interpreters: BTreeMap<String, String>,
    /// Pages for the learner.
    pub instructions: Vec<Instruction>,
    /// What the functions stand in, such as `robot`; without it they are global where the language
    /// allows it.
    pub module: Option<String>,
    /// Parts that commands are told in.
    pub groups: Vec<DeclaredGroup>,
    /// What the learner's program can ask of the game.
    pub commands: Vec<DeclaredCommand>,
    /// What there is to reach, one after the other.
    pub levels: Vec<DeclaredLevel>,
    /// How many programs play at once; a game for one where it is left out.
    pub seats: Option<Seats>,
    /// What a stage without a page answers, by the action: one after the other, the last for ever.
    pub scripted_answers: BTreeMap<String, Vec<ScriptedAnswer>>,
}

/// A text for people: in English, or by language code with `en` among them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "it is a text, or texts by language code such as {\"en\": \"…\", \"de\": \"…\"}"
)]
pub enum Text {
    /// In English.
    Plain(String),
    /// By language code, such as `de`.
    Translated(BTreeMap<String, String>),
}

/// What a page loads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PageData {
    /// A module that exports `class Game`.
    pub game: Option<String>,
    /// The module with the game's rules, pure: `livecoding check` plays by them, and matches do.
    pub rules: Option<String>,
    /// The folder with pictures and sounds.
    pub assets: Option<String>,
    /// Scripts that are loaded before the game, in this order.
    pub libraries: Vec<Library>,
}

/// How many programs play at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// The fewest, from 1.
    #[schemars(range(min = 1, max = 16))]
    pub minimum: u32,
    /// The most, up to 16.
    #[schemars(range(min = 1, max = 16))]
    pub maximum: u32,
}

/// A script that is loaded before the game.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(expecting = "an object such as {\"url\": \"lib/p5.js\"}")]
pub struct Library {
    /// Whether `url` is taken as it is; else it is relative to the game.
    #[serde(default)]
    pub cdn: bool,
    /// Where it is.
    pub url: String,
}

/// A page for the learner.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Instruction {
    /// Its title.
    pub name: Text,
    /// What it is about.
    #[serde(default)]
    pub description: Text,
    /// A Markdown file, or one for each language.
    pub path: Text,
}

/// A part that commands are told in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredGroup {
    /// What commands call it.
    pub id: String,
    /// Its title.
    pub title: Text,
}

/// What the learner's program can ask of the game.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredCommand {
    /// Its name in small letters, such as `move_forward`; each language writes it its own way.
    pub name: String,
    /// What the game hears; `moveForward` where it is left out.
    pub action: Option<String>,
    /// One sentence.
    pub summary: Text,
    /// More, where there is more.
    #[serde(default)]
    pub description: Text,
    /// What it takes, in this order; those with a default come last.
    #[serde(default)]
    pub parameters: Vec<DeclaredParameter>,
    /// What it gives back; nothing where it is left out.
    pub result: Option<DeclaredValue>,
    /// Why the game may refuse it.
    #[serde(default)]
    pub errors: Vec<DeclaredError>,
    /// Whose answer it waits for, as long as that takes; only `user`.
    pub waits_for: Option<WaitsFor>,
    /// Whether slow motion holds it back, as it does where this is left out; false for a question.
    pub takes_time: Option<bool>,
    /// The id of its group.
    pub group: Option<String>,
    /// Names that it had before; they still work.
    #[serde(default)]
    pub deprecated_names: Vec<String>,
    /// How it is called.
    #[serde(default)]
    pub examples: Vec<DeclaredExample>,
}

/// Whose answer a command waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// The player, who presses a key, say.
    User,
}

/// What a command takes.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredParameter {
    /// Its name in small letters, such as `steps`.
    pub name: String,
    /// One sentence.
    #[serde(default)]
    pub summary: Text,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What stands for it when the learner leaves it out.
    pub default: Option<Value>,
    /// What it counts, such as `steps` or `degrees`.
    pub unit: Option<String>,
    /// The least number.
    pub minimum: Option<f64>,
    /// The greatest number.
    pub maximum: Option<f64>,
    /// Most characters of a string.
    pub max_length: Option<u32>,
    /// The values of an enumeration.
    pub values: Option<Vec<String>>,
    /// What a list holds.
    pub items: Option<Box<DeclaredValue>>,
    /// Most items of a list.
    pub max_items: Option<u32>,
    /// What a record holds.
    pub fields: Option<Vec<DeclaredParameter>>,
}

/// A value without a name: a result, or an item of a list.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "an object such as {\"type\": \"boolean\"}"
)]
pub struct DeclaredValue {
    /// One sentence.
    #[serde(default)]
    pub summary: Text,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What it counts.
    pub unit: Option<String>,
    /// The least number.
    pub minimum: Option<f64>,
    /// The greatest number.
    pub maximum: Option<f64>,
    /// Most characters of a string.
    pub max_length: Option<u32>,
    /// The values of an enumeration.
    pub values: Option<Vec<String>>,
    /// What a list holds.
    pub items: Option<Box<Self>>,
    /// Most items of a list.
    pub max_items: Option<u32>,
    /// What a record holds.
    pub fields: Option<Vec<DeclaredParameter>>,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number between -(2^53 - 1) and 2^53 - 1.
    Integer,
    /// Any number.
    Number,
    /// Yes or no.
    Boolean,
    /// A text.
    String,
    /// One of some words.
    Enumeration,
    /// Values of one type, in order.
    List,
    /// Some values by name.
    Record,
}

/// Why the game may refuse a command.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "an object such as {\"code\": \"tired\", \"text\": \"…\"}"
)]
pub struct DeclaredError {
    /// A short word for programs.
    pub code: String,
    /// One sentence.
    pub summary: Text,
}

/// How a command is called.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredExample {
    /// What it is called with, in the order of its parameters; the last may be left out.
    #[serde(default)]
    pub arguments: Vec<Value>,
    /// What the game answers.
    pub result: Option<Value>,
    /// What happens.
    #[serde(default)]
    pub summary: Text,
}

/// An answer of a stage without a page.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "an object such as {\"value\": true}")]
pub struct ScriptedAnswer {
    /// The answer; nothing where it is left out.
    #[serde(default)]
    pub value: Value,
    /// It is refused instead, for this reason: a code of the command's errors.
    pub refuse: Option<String>,
}

impl Manifest {
    /// What a manifest looks like.
    pub fn json_schema() -> Value {
        let mut schema = schemars::schema_for!(Self);
        schema.insert(
            "title".to_owned(),
            "manifest.json of a LiveCoding game".into(),
        );
        schema.to_value()
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    /// The text in `language`, else in English.
    pub fn in_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Translated(texts) => {
                // `de-CH` is `de` where there is nothing else.
                let part = language.split(['-', '_']).next().unwrap_or_default();
                let mut known = [language, part, "en"].into_iter();
                let text = known.find_map(|it| texts.get(it));
                text.map_or("", String::as_str)
            }
        }
    }

    /// The text in English.
    pub fn english(&self) -> &str {
        self.in_language("en")
    }

    /// Whether there is no text in English.
    pub fn is_empty(&self) -> bool {
        self.english().trim().is_empty()
    }

    /// Its texts, each with its language code where it has one.
    pub fn all(&self) -> Vec<(Option<&str>, &str)> {
        match self {
            Self::Plain(text) => vec![(None, text)],
            Self::Translated(texts) => {
                let texts = texts.iter();
                texts
                    .map(|it| (Some(it.0.as_str()), it.1.as_str()))
                    .collect()
            }
        }
    }
}

impl From<DeclaredParameter> for DeclaredValue {
    fn from(it: DeclaredParameter) -> Self {
        Self {
            summary: it.summary,
            kind: it.kind,
            unit: it.unit,
            minimum: it.minimum,
            maximum: it.maximum,
            max_length: it.max_length,
            values: it.values,
            items: it.items,
            max_items: it.max_items,
            fields: it.fields,
        }
    }
}
