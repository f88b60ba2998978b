//! What a client is told when it comes: what the server has, and what it may do.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::client::Role;

/// The answer to `hello`.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct Welcome {
    /// The session's id.
    pub session: String,
    /// Changes when the event log was lost.
    pub epoch: u32,
    /// The last event of the session.
    pub seq: u64,
    /// Whether every event since the client's position follows; else `session.state` does.
    pub resumed: bool,
    /// Why not resumed: `new`, `attached`, `reloaded`, `gap`, `server_restarted`, `session_over`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<&'static str>,
    /// For the next `hello`; new each time.
    pub resume_token: String,
    /// What this connection may do.
    pub roles: Vec<Role>,
    /// For others that join.
    pub attach_keys: AttachKeys,
    /// What is refused beyond.
    pub limits: LimitsTold,
    /// Time between pings, in milliseconds.
    pub ping_ms: u64,
    /// How long a session outlives its last connection, in milliseconds.
    pub resume_window_ms: u64,
    /// What answers.
    pub server: ServerTold,
    /// The languages, those that work here and those that do not.
    pub languages: Vec<LanguageTold>,
    /// The games of this server.
    pub games: Vec<GameTold>,
}

/// Keys that let others join a session.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct AttachKeys {
    /// As another page that can take over, and edit; absent for those that only read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub player: Option<String>,
    /// As one that reads.
    pub observer: String,
}

/// What is refused beyond.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LimitsTold {
    /// All files of a program, and an interpreter.
    pub source_bytes: usize,
    /// One answer.
    pub answer_bytes: usize,
    /// Any other message.
    pub message_bytes: usize,
    /// Messages a second, in the long run.
    pub messages_per_second: u32,
}

/// What answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ServerTold {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Whether programs are kept from each other and from the machine, so that strangers may come.
    pub isolated: bool,
    /// How programs are isolated.
    pub isolation: IsolationTold,
}

/// How programs are isolated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct IsolationTold {
    /// How well: `A` (best), `B`, `C` or `D` (not at all).
    pub tier: String,
    /// What does not hold on this machine, such as `memory`.
    pub not_held: Vec<String>,
    /// Whether the operator lets others in although something that they need does not hold.
    pub overridden: bool,
}

/// A language of this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts about a language, each of its own"
)]
pub struct LanguageTold {
    /// What `run.start` asks for.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Whether it works here.
    pub works: bool,
    /// The version found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub version: Option<String>,
    /// Why it does not work, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why_not: Option<String>,
    /// Ending of its files, without the dot.
    pub extension: String,
    /// The editor's mode for it.
    pub editor_mode: String,
    /// A program to begin with.
    pub starter: String,
    /// Whether its programs take live instructions.
    pub instructions: bool,
    /// Whether its programs are built before they run.
    pub is_built: bool,
    /// Whether it has functions of every game that declares its commands.
    pub functions: bool,
}

/// A game of this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct GameTold {
    /// What `run.start` asks for.
    pub id: String,
    /// Its name for people, in English.
    pub title: String,
    /// What it is about, in English.
    pub description: String,
    /// Its names by language code, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub titles: Option<BTreeMap<String, String>>,
    /// What it is about by language code, where that is there in several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub descriptions: Option<BTreeMap<String, String>>,
    /// The languages that have its functions, by id.
    pub languages: Vec<String>,
}
