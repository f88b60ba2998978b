//! Finding an interpreter: which paths to try, and whether a version is new enough.

use std::env;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::manifest::Find;
use crate::sandbox::Tier;

/// An interpreter that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path.
    pub interpreter: PathBuf,
    /// Its version, as it says.
    pub version: String,
}

/// Why a language does not work here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// No candidate is installed.
    #[error("{} not found; try: {install_hint}", names(candidates))]
    NotFound {
        /// What was looked for.
        candidates: Vec<String>,
        /// How to install it.
        install_hint: String,
    },
    /// It is there, but older than it must be.
    #[error("`{}` is version {version}, at least {least} is needed; try: {install_hint}", interpreter.display())]
    TooOld {
        /// Where it is.
        interpreter: PathBuf,
        /// Its version.
        version: String,
        /// What is needed.
        least: String,
        /// How to install it.
        install_hint: String,
    },
    /// Its programs need what this machine's isolation cannot give.
    #[error(
        "its programs need {needs}, for which isolation tier {tier} has no room; see `livecoding doctor`"
    )]
    NoRoom {
        /// What they need.
        needs: &'static str,
        /// How programs are isolated here.
        tier: Tier,
    },
    /// It did not say its version.
    #[error("`{}` does not say its version: {why}", interpreter.display())]
    NoVersion {
        /// Where it is.
        interpreter: PathBuf,
        /// What happened instead.
        why: String,
    },
}

fn names(candidates: &[String]) -> String {
    candidates
        .iter()
        .map(|it| format!("`{it}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A command that prints a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionCheck {
    /// The candidate.
    pub interpreter: PathBuf,
    /// The whole command, its first word an absolute path.
    pub command: Vec<String>,
}

/// The candidates that exist, with the commands that ask for their versions.
pub fn candidates(find: &Find) -> Vec<VersionCheck> {
    let existing = find.candidates.iter().filter_map(|name| look_up(name));
    let checks = existing.map(|interpreter| {
        let path = interpreter.display().to_string();
        let command = find
            .version_command
            .iter()
            .map(|word| word.replace("{interpreter}", &path))
            .collect();
        VersionCheck {
            interpreter,
            command,
        }
    });
    checks.collect()
}

/// Whether what a version command printed names a version that is new enough.
///
/// # Errors
///
/// Says what is missing.
pub fn judge_version(find: &Find, interpreter: PathBuf, printed: &str) -> Result<Found, Missing> {
    let Some(version) = first_version(printed) else {
        let printed = printed.lines().next().unwrap_or("nothing");
        let why = format!("it printed {printed:?}");
        return Err(Missing::NoVersion { interpreter, why });
    };
    if numbers(&version) < numbers(&find.least_version) {
        return Err(Missing::TooOld {
            interpreter,
            version,
            least: find.least_version.clone(),
            install_hint: find.install_hint.clone(),
        });
    }
    Ok(Found {
        interpreter,
        version,
    })
}

fn look_up(name: &str) -> Option<PathBuf> {
    let is_program = |path: &Path| {
        let metadata = path.metadata();
        metadata.is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
    };
    if name.contains('/') {
        return Some(PathBuf::from(name)).filter(|path| is_program(path));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|path| is_program(path))
}

/// The first `1.2`, `v1.2.3` and the like in `text`.
fn first_version(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c| !is_part(c))
        .map(|word| word.trim_matches('.'))
        .find(|word| word.contains('.'))
        .map(str::to_owned)
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split('.')
        .map(|it| it.parse().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find() -> Find {
        Find {
            candidates: vec!["sh".to_owned()],
            version_command: vec!["{interpreter}".to_owned(), "--version".to_owned()],
            least_version: "2.7".to_owned(),
            install_hint: "apt-get install x".to_owned(),
        }
    }

    #[test]
    fn versions_are_read_from_what_interpreters_print() {
        for (printed, version) in [
            ("ruby 3.1.2p20 (2022-04-12) [x86_64-linux-gnu]", "3.1.2"),
            ("PHP 8.2.36 (cli) (built: …)", "8.2.36"),
            ("v20.20.2\n", "20.20.2"),
            (
                "This is perl 5, version 36, subversion 0 (v5.36.0) built",
                "5.36.0",
            ),
        ] {
            assert_eq!(first_version(printed).as_deref(), Some(version));
        }
    }

    #[test]
    fn versions_compare_by_number() {
        let judge = |printed| judge_version(&find(), PathBuf::from("/bin/x"), printed);
        assert!(judge("x 2.10").is_ok());
        assert!(matches!(judge("x 2.6.9"), Err(Missing::TooOld { .. })));
        assert!(matches!(judge("segfault"), Err(Missing::NoVersion { .. })));
    }

    #[test]
    fn candidates_are_looked_up_in_path() {
        let found = candidates(&find());
        assert!(found[0].interpreter.is_absolute());
        assert_eq!(found[0].command[1], "--version");
    }
}
