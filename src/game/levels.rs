//! Levels of a game, as its manifest declares them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::manifest::Text;

/// A level: what there is to reach, and what helps.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclaredLevel {
    /// What pages keep the learner's progress by: small letters, digits and `-`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What is to be reached, in one sentence.
    #[serde(default)]
    pub goal: Text,
    /// Help for who is stuck: from a nudge to nearly the solution.
    #[serde(default)]
    pub hints: Vec<Text>,
    /// Programs to begin with, by language.
    #[serde(default)]
    pub starters: BTreeMap<String, String>,
    /// How many commands a good program takes.
    pub par: Option<u32>,
    /// What the game makes the level of; it alone knows what this means.
    #[serde(default)]
    pub data: Value,
}
