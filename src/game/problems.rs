//! What is wrong with a package: all of it at once, each with its place and what to do.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file, such as `commands[2].parameters[0].default`; empty for all of it.
    pub path: String,
    /// What is wrong, and what to do.
    pub text: String,
}

/// Everything that is wrong with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    /// The file, such as `games/maze/manifest.json`.
    pub file: String,
    /// In the order of the file.
    pub all: Vec<Problem>,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.all.iter().enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            let colon = if problem.path.is_empty() { "" } else { ": " };
            let Problem { path, text } = problem;
            write!(f, "{separator}{}: {path}{colon}{text}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
