//! Languages whose programs are built before they run: how, and what a failed build says.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use regex_lite::Regex;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use tracing::debug;

use super::layout::{Files, Workplace, text};
use super::manifest::{Limits, Needs};
use super::outside::outside_the_system;
use super::registry::{Language, Status};
use crate::messages::{ErrorFrame, ErrorKind, Origin, ProgramError, Source};
use crate::sandbox::{Launch, ProcessLimits, Stdin, Wiring};

/// What a build may take where its language says nothing else.
const LIMITS: ProcessLimits = ProcessLimits {
    memory_bytes: 1024 * 1024 * 1024,
    processes: 32,
    threads: 64,
    work_bytes: 256 * 1024 * 1024,
    work_files: 4_096,
};
/// Most open descriptors of a build.
const OPEN_FILES: u64 = 256;
/// Most that is told of what a build prints, in bytes.
const TOLD_BYTES: usize = 16 * 1024;

/// `[build]` of a language's manifest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// The command; `{interpreter}`, `{engine}`, `{main}`, `{bindings}` and `{folder}` are filled
    /// in. It writes one file, what is built, to its descriptor 4.
    pub command: Vec<String>,
    /// How long it may take, in seconds.
    #[serde(default = "a_minute")]
    pub timeout_seconds: u64,
    /// Finds the first error in what it prints: a regular expression with groups named `file`,
    /// `line`, `column` and `message`, each of which may be missing.
    pub error_pattern: String,
    /// What such an error is called.
    #[serde(default = "build_error")]
    pub error_name: String,
    /// Bounds of its own.
    #[serde(default)]
    pub limits: Limits,
    /// What it needs of the machine.
    #[serde(default)]
    pub sandbox: Needs,
}

fn a_minute() -> u64 {
    60
}

fn build_error() -> String {
    "BuildError".to_owned()
}

impl Build {
    /// What is wrong with it; nothing when it is sound.
    pub(super) fn fault(&self) -> Option<String> {
        if self.command.is_empty() {
            return Some("`build.command` must name what to run".to_owned());
        }
        let pattern = self.pattern().err();
        pattern.map(|error| format!("`build.error_pattern` is no regular expression: {error}"))
    }

    fn pattern(&self) -> Result<Regex, regex_lite::Error> {
        Regex::new(&format!("(?m){}", self.error_pattern))
    }

    /// Whether it makes processes.
    pub fn makes_processes(&self) -> bool {
        self.limits.processes.unwrap_or(LIMITS.processes) > 0
    }
}

/// What is to be built for one run.
#[derive(Clone, Debug)]
pub struct BuildPlan {
    /// The same for what is built from the same.
    pub key: String,
    /// How it is started.
    pub launch: Launch,
    /// How long it may take.
    pub at_most: Duration,
    /// Where what is built is kept.
    pub built: PathBuf,
    rules: Build,
    /// The folder of the learner's files, as the build sees it.
    folder: String,
    bindings: String,
}

/// A file that was built; gone when dropped.
#[derive(Debug)]
pub struct Built {
    path: PathBuf,
    /// Tells it from one that was built in its place.
    inode: u64,
}

impl Built {
    /// Puts `file` where it is kept.
    ///
    /// # Errors
    ///
    /// Fails when the system refuses.
    pub fn keep(file: NamedTempFile, path: &Path) -> io::Result<Self> {
        let executable = Permissions::from_mode(0o755);
        file.as_file().set_permissions(executable)?;
        let inode = file.as_file().metadata()?.ino();
        // Whatever was there goes on for those who run it.
        file.persist(path).map_err(|error| error.error)?;
        Ok(Self {
            path: path.to_owned(),
            inode,
        })
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        let is_own = self.path.metadata().is_ok_and(|it| it.ino() == self.inode);
        if is_own && let Err(error) = std::fs::remove_file(&self.path) {
            debug!(%error, path = %self.path.display(), "what was built cannot be removed");
        }
    }
}

impl Workplace {
    /// The folder with what was built.
    pub fn built_folder(&self) -> PathBuf {
        self.root().join("built")
    }

    pub(super) fn plan_build(
        &self,
        language: &Language,
        source: &Source,
        files: &Files,
        seen: &Files,
    ) -> Option<BuildPlan> {
        let rules = language.manifest.build.clone()?;
        let key = key_of(language, source, &seen.main_name);
        let own = &rules.limits;
        let limits = ProcessLimits {
            memory_bytes: own.memory_bytes.unwrap_or(LIMITS.memory_bytes),
            processes: own.processes.unwrap_or(LIMITS.processes),
            threads: own.threads.unwrap_or(LIMITS.threads),
            work_bytes: own.work_bytes.unwrap_or(LIMITS.work_bytes),
            work_files: own.work_files.unwrap_or(LIMITS.work_files),
        };
        let wiring = Wiring::Descriptors;
        let mut launch = self.launch(language, &files.root, seen, wiring, &limits, None);
        let (interpreter, arguments) = self.fill(&rules.command, language, seen, None);
        launch.interpreter = interpreter;
        launch.arguments = arguments;
        launch.stdin = Stdin::Empty;
        launch.open_files = own.open_files.unwrap_or(OPEN_FILES);
        if let Some(confinement) = &mut launch.confinement {
            confinement.limits = limits;
            let compiler = language.interpreter().map(outside_the_system);
            let compiler = compiler.unwrap_or_default();
            confinement
                .read
                .extend(rules.sandbox.read.iter().chain(&compiler).cloned());
            confinement.execute = [rules.sandbox.execute.clone(), compiler].concat();
            confinement.needs_proc = rules.sandbox.proc;
        }
        Some(BuildPlan {
            launch,
            at_most: Duration::from_secs(rules.timeout_seconds),
            built: self.built_folder().join(&key),
            key,
            rules,
            folder: format!("{}/", text(&seen.folder)),
            bindings: text(&seen.bindings),
        })
    }
}

impl BuildPlan {
    /// What a build says that did not come to its end.
    pub fn error(&self, printed: &str) -> ProgramError {
        let name = self.rules.error_name.clone();
        let mut raw = printed.trim().replace(&self.folder, "");
        let at_most = raw.floor_char_boundary(TOLD_BYTES);
        raw.truncate(at_most);
        let found = self.rules.pattern().ok().and_then(|pattern| {
            let groups = pattern.captures(printed)?;
            let text = |name| groups.name(name).map(|it| it.as_str().to_owned());
            let number = |name| text(name).and_then(|it| it.parse().ok());
            let file = text("file").unwrap_or_default();
            let is_bindings = file == self.bindings;
            let file = file.strip_prefix(&self.folder).unwrap_or(&file).to_owned();
            Some((
                file,
                number("line"),
                number("column"),
                text("message"),
                is_bindings,
            ))
        });
        let plain = raw.lines().next().unwrap_or("it could not be built");
        let plain = plain.to_owned();
        let Some((file, line, column, message, is_bindings)) = found else {
            let message = plain;
            return ProgramError {
                name,
                raw,
                ..ProgramError::text(ErrorKind::Syntax, message)
            };
        };
        let origin = if is_bindings {
            Origin::Game
        } else {
            Origin::Learner
        };
        let frame = ErrorFrame {
            name: String::new(),
            file: file.clone(),
            line: line.unwrap_or_default(),
            origin,
        };
        ProgramError {
            name,
            file,
            line,
            column,
            frames: vec![frame],
            raw,
            ..ProgramError::text(ErrorKind::Syntax, message.unwrap_or(plain))
        }
    }

    /// What is said of one that hit its limits.
    pub fn over_its_limits(&self, what: &str) -> ProgramError {
        ProgramError {
            name: self.rules.error_name.clone(),
            ..ProgramError::text(
                ErrorKind::Limit,
                format!("the program could not be built: {what}"),
            )
        }
    }
}

/// Everything that what is built follows from.
fn key_of(language: &Language, source: &Source, main: &str) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    };
    let manifest = &language.manifest;
    add(&manifest.id);
    add(&format!("{:?}", manifest.build));
    if let Status::Installed(found) = &language.status {
        add(&found.version);
        add(&text(&found.interpreter));
    }
    add(&language.engine);
    add(&source.interpreter);
    add(main);
    for file in &source.files {
        add(&file.name);
        add(&file.text);
    }
    let hash = hash.finalize();
    hash.iter()
        .fold(String::new(), |text, it| text + &format!("{it:02x}"))
}
