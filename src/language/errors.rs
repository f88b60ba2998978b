//! Turns what a language says of an error into the learner's own file and line.

use std::path::Path;

use crate::messages::ProgramError;

/// Longest run of characters between a path and its line number, as in `", line 12`.
const BETWEEN_CHARS: usize = 10;

/// Where the learner's text stands in the files of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorMap {
    /// Program and bindings are files of their own: only their folders are taken away.
    Apart {
        /// The folders, each with its slash.
        folders: Vec<String>,
    },
    /// One file holds engine, interpreter and program.
    Joined {
        /// Its path.
        path: String,
        /// Its name for the learner.
        name: String,
        /// How many lines stand before the program.
        lines_before: usize,
    },
}

impl ErrorMap {
    /// For program and bindings in files of their own.
    pub fn apart(program_folder: &Path, bindings: &Path) -> Self {
        let folders = [Some(program_folder), bindings.parent()];
        let folders = folders.into_iter().flatten();
        Self::Apart {
            folders: folders.map(|it| format!("{}/", it.display())).collect(),
        }
    }

    /// For one file with `lines_before` the program's first line.
    pub fn joined(path: &Path, lines_before: usize) -> Self {
        let name = path.file_name().unwrap_or_default();
        Self::Joined {
            path: path.display().to_string(),
            name: name.to_string_lossy().into_owned(),
            lines_before,
        }
    }

    /// Rewrites every place that `error` names.
    pub fn apply(&self, mut error: ProgramError) -> ProgramError {
        let texts = [&mut error.message, &mut error.file, &mut error.raw];
        let frames = error.frames.iter_mut().map(|frame| &mut frame.file);
        for text in texts.into_iter().chain(frames) {
            *text = self.rewrite(text);
        }
        error
    }

    fn rewrite(&self, text: &str) -> String {
        match self {
            Self::Apart { folders } => folders
                .iter()
                .fold(text.to_owned(), |text, folder| text.replace(folder, "")),
            Self::Joined {
                path,
                name,
                lines_before,
            } => {
                let mut parts = text.split(path.as_str());
                let mut rewritten = parts.next().unwrap_or_default().to_owned();
                for part in parts {
                    rewritten.push_str(name);
                    rewritten.push_str(&shift_first_number(part, *lines_before));
                }
                rewritten
            }
        }
    }
}

/// `: line 12: …` with 12 counted from the program's first line, where it is in the program.
fn shift_first_number(text: &str, lines_before: usize) -> String {
    let Some(begin) = text.find(|c: char| c.is_ascii_digit()) else {
        return text.to_owned();
    };
    let (between, rest) = text.split_at(begin);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let line = number
        .parse::<usize>()
        .ok()
        .and_then(|it| it.checked_sub(lines_before));
    match line {
        Some(line)
            if line > 0 && between.chars().count() <= BETWEEN_CHARS && !between.contains('\n') =>
        {
            format!("{between}{line}{after}")
        }
        Some(_) | None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        ErrorMap::joined(Path::new("/tmp/run-1/program/main.sh"), 20).rewrite(text)
    }

    #[test]
    fn a_joined_file_is_told_with_the_learner_s_lines() {
        for (said, told) in [
            (
                "/tmp/run-1/program/main.sh: line 23: x: not found",
                "main.sh: line 3: x: not found",
            ),
            (
                "File \"/tmp/run-1/program/main.sh\", line 23, in f",
                "File \"main.sh\", line 3, in f",
            ),
            (
                "died at /tmp/run-1/program/main.sh line 23.",
                "died at main.sh line 3.",
            ),
            ("/tmp/run-1/program/main.sh:23:in `x'", "main.sh:3:in `x'"),
            (
                "/tmp/run-1/program/main.sh:5:in `send'",
                "main.sh:5:in `send'",
            ),
            ("12 times", "12 times"),
        ] {
            assert_eq!(joined(said), told);
        }
    }

    #[test]
    fn the_folders_of_a_run_are_nobody_s_business() {
        let map = ErrorMap::apart(
            Path::new("/tmp/r/program"),
            Path::new("/tmp/r/bindings/bindings.py"),
        );
        let said = "File \"/tmp/r/program/main.py\", line 3\nFile \"/tmp/r/bindings/bindings.py\"";
        assert_eq!(
            map.rewrite(said),
            "File \"main.py\", line 3\nFile \"bindings.py\""
        );
    }
}
