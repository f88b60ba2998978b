//! `language.toml`: what a package says of its language.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::build::Build;
use crate::bindings::Rules;

/// The whole of `language.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What clients ask for; compared exactly.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Ending of its files, without the dot.
    pub extension: String,
    /// The editor's mode for it.
    pub editor_mode: String,
    /// How its interpreter is found; absent where it is part of our binary.
    pub find: Option<Find>,
    /// What is put before a text that lacks it.
    pub source: Option<SourceRule>,
    /// How a program is built before it runs.
    pub build: Option<Build>,
    /// How a program is run.
    pub run: Run,
    /// How the syntax of a file is checked.
    pub check: Option<Check>,
    /// Its engine.
    pub engine: Engine,
    /// Bounds of its own.
    #[serde(default)]
    pub limits: Limits,
    /// What it needs of the machine.
    #[serde(default)]
    pub sandbox: Needs,
    /// How it writes what a game declares; a language without it has only the games whose authors
    /// wrote functions for it by hand.
    pub bindings: Option<Rules>,
    /// Programs that prove its bindings.
    pub golden: Option<Golden>,
    /// A program to begin with.
    pub starter: Starter,
    /// A program that proves that it works here.
    pub self_test: SelfTest,
}

/// How an interpreter is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// Names looked up in `PATH`, or absolute paths; the first that fits is taken.
    pub candidates: Vec<String>,
    /// Prints the version.
    pub version_command: Vec<String>,
    /// The oldest version that works.
    pub least_version: String,
    /// How to install it, for people.
    pub install_hint: String,
}

/// Text put before the first line, on the same line, so that no line is shifted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// The text.
    pub prefix: String,
    /// Beginnings of a text that needs none, white space aside.
    pub prefix_unless: Vec<String>,
}

/// How a program is run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The command; `{interpreter}`, `{engine}`, `{main}`, `{bindings}`, `{folder}`, `{built}` and
    /// `{self}` are filled in.
    pub command: Vec<String>,
    /// Added to the environment.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
}

/// How the syntax of a file is checked without running it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The command; exit status 0 means that the syntax is right.
    pub command: Vec<String>,
}

/// The engine of a package.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Its file in the package.
    pub file: String,
    /// Files whose texts follow that of `file`, in this order.
    #[serde(default)]
    pub also: Vec<String>,
    /// The engine protocol's revision that it speaks.
    pub revision: u32,
    /// Where revision 2 runs.
    #[serde(default)]
    pub channel: ChannelKind,
    /// Whether it takes live instructions.
    #[serde(default = "yes")]
    pub instructions: bool,
}

fn yes() -> bool {
    true
}

/// Where revision 2 runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// On two descriptors.
    #[default]
    Descriptors,
    /// On two descriptors that are named pipes as well.
    Fifos,
}

/// Bounds of a language's own; absent ones are the configuration's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// How long its engine may take to be ready, in seconds.
    pub start_timeout_seconds: Option<u64>,
    /// Most memory of a program, in bytes.
    pub memory_bytes: Option<u64>,
    /// Processor time between two answered commands, in seconds.
    pub cpu_seconds: Option<u64>,
    /// Most threads of a program.
    pub threads: Option<u32>,
    /// Most processes that a program may have beside its first; none where it says nothing.
    pub processes: Option<u32>,
    /// Most open descriptors.
    pub open_files: Option<u64>,
    /// Most bytes in the work folder.
    pub work_bytes: Option<u64>,
    /// Most files and folders in it.
    pub work_files: Option<u64>,
    /// What a program prints on standard error that ends for want of memory without its engine's
    /// being able to tell.
    pub out_of_memory_texts: Vec<String>,
}

/// What a language needs of the machine beside its interpreter and the system's libraries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Needs {
    /// Files and folders that its programs read, as absolute paths; what is missing is passed over.
    pub read: Vec<PathBuf>,
    /// Programs, and folders with programs, that its programs execute, as absolute paths.
    pub execute: Vec<PathBuf>,
    /// Whether its programs must see their own processes in `/proc`.
    pub proc: bool,
    /// Whether its programs do not start without a folder that they can write to.
    pub work: bool,
}

/// A program to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// Its file in the package.
    pub file: String,
}

/// A program that proves that the language works here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfTest {
    /// Its file in the package.
    pub file: String,
    /// Bindings for it, another file in the package.
    pub bindings: Option<String>,
    /// Answers in order; an empty one to every further command.
    #[serde(default)]
    pub answers: Vec<String>,
    /// The commands that it must send, in order.
    pub commands: Vec<String>,
}

/// Programs against the game `golden` that prove a language's bindings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Golden {
    /// Calls every command; the same in meaning in every language.
    pub program: String,
    /// Calls a command with too many arguments.
    pub count: WrongUse,
    /// Calls one with an argument of a wrong type.
    pub r#type: WrongUse,
    /// Calls one with a number that is too great.
    pub range: WrongUse,
    /// Calls one that there is not.
    pub unknown: WrongUse,
}

/// A program that the bindings, or the language, must refuse.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongUse {
    /// The file in the package. It says `first`, then does the wrong thing, then says `never`.
    pub file: String,
    /// The line of the wrong thing, counted from 1.
    pub line: u32,
    /// What the error is called in the language.
    pub error: String,
    /// Whether it is refused before anything runs: nothing is said then.
    #[serde(default)]
    pub before_it_runs: bool,
}

impl Golden {
    /// Its files in the package.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let wrong = self.wrong_uses().map(|(_, it)| it.file.as_str());
        std::iter::once(self.program.as_str()).chain(wrong)
    }

    /// The wrong uses, by what they are called.
    pub fn wrong_uses(&self) -> [(&'static str, &WrongUse); 4] {
        [
            ("count", &self.count),
            ("type", &self.r#type),
            ("range", &self.range),
            ("unknown", &self.unknown),
        ]
    }
}

impl Needs {
    fn paths(&self) -> impl Iterator<Item = &Path> {
        self.read.iter().chain(&self.execute).map(PathBuf::as_path)
    }
}

impl Manifest {
    /// What is wrong with it although it can be read; nothing when it is sound.
    pub fn fault(&self) -> Option<String> {
        let is_word = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-+#".contains(c))
        };
        let fault = if !is_word(&self.id) {
            "`id` must be letters, digits, `_`, `-`, `+` or `#`"
        } else if !is_word(&self.extension) {
            "`extension` must be letters and digits, without the dot"
        } else if !matches!(self.engine.revision, 1 | 2) {
            "`engine.revision` must be 1 or 2"
        } else if self.run.command.is_empty() {
            "`run.command` must name what to run"
        } else if self.find.is_none()
            && self
                .run
                .command
                .iter()
                .any(|it| it.contains("{interpreter}"))
        {
            "`run.command` asks for {interpreter}, so `find` must say how to find it"
        } else if self
            .find
            .as_ref()
            .is_some_and(|find| find.candidates.is_empty())
        {
            "`find.candidates` must name at least one interpreter"
        } else if !self.sandbox.paths().all(Path::is_absolute) {
            "`sandbox.read` and `sandbox.execute` must be absolute paths"
        } else {
            return self.build.as_ref().and_then(Build::fault);
        };
        Some(fault.to_owned())
    }

    /// Whether its programs take live instructions.
    pub fn takes_instructions(&self) -> bool {
        self.engine.revision == 2 && self.engine.instructions
    }

    /// The name of the learner's file.
    pub fn main_file(&self) -> String {
        format!("main.{}", self.extension)
    }

    /// The name of the bindings' file.
    pub fn bindings_file(&self) -> String {
        format!("bindings.{}", self.extension)
    }

    /// `text` as it is written to a file.
    pub fn prefixed(&self, text: &str) -> String {
        match &self.source {
            Some(rule) if !starts_with_any(text.trim_start(), &rule.prefix_unless) => {
                format!("{}{text}", rule.prefix)
            }
            Some(_) | None => text.to_owned(),
        }
    }
}

fn starts_with_any(text: &str, beginnings: &[String]) -> bool {
    beginnings.iter().any(|it| text.starts_with(it.as_str()))
}
