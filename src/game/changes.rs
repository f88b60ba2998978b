//! Which games of a folder are not as they were: the names, sizes and times of their files.
//!
//! The folder is looked at now and then. Nobody is asked to be told, as by inotify: folders that
//! come over a network, or are shared with a virtual machine, tell nothing of what others change in
//! them, a watch for each folder is scarce on some systems, and games are small
//! (docs/decisions/0017).

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

/// Most files and folders that are looked at.
const FILES: usize = 10_000;
/// How deep folders may be in each other.
const DEPTH: usize = 8;

/// What is seen of a folder of games: each of its folders, and what tells its files from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight(BTreeMap<String, u64>);

impl Sight {
    /// Looks at `folder`. What cannot be read is not there.
    pub fn of(folder: &Path) -> Self {
        let mut left = FILES;
        let mut seen = BTreeMap::new();
        for (name, path) in entries(folder) {
            if path.is_dir() {
                let mut hasher = DefaultHasher::new();
                look(&path, DEPTH, &mut left, &mut hasher);
                seen.insert(name, hasher.finish());
            }
        }
        Self(seen)
    }

    /// The folders that are not as in `before`, that came, and that are gone.
    pub fn changes_since(&self, before: &Self) -> Vec<String> {
        let mut names: Vec<_> = self.0.keys().chain(before.0.keys()).collect();
        names.sort();
        names.dedup();
        let other = names
            .into_iter()
            .filter(|it| self.0.get(*it) != before.0.get(*it));
        other.cloned().collect()
    }
}

fn look(folder: &Path, depth: usize, left: &mut usize, seen: &mut DefaultHasher) {
    for (name, path) in entries(folder) {
        if *left == 0 || depth == 0 {
            return;
        }
        *left -= 1;
        name.hash(seen);
        let Ok(metadata) = fs::metadata(&path) else {
            continue;
        };
        if metadata.is_dir() {
            look(&path, depth - 1, left, seen);
        } else {
            metadata.len().hash(seen);
            metadata.modified().ok().hash(seen);
        }
    }
}

/// What is in a folder, by name. What begins with a dot belongs to an editor or to the system.
fn entries(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.map(|it| (it.file_name().to_string_lossy().into_owned(), it.path()));
    let mut named: Vec<_> = named
        .filter(|it| !it.0.starts_with('.'))
        .take(FILES)
        .collect();
    named.sort();
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_comes_or_goes_is_a_change_of_its_game() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("one/deep")).unwrap();
        fs::create_dir_all(path("two")).unwrap();
        fs::write(path("one/deep/a.js"), "1").unwrap();
        let first = Sight::of(folder.path());
        assert_eq!(Sight::of(folder.path()), first);
        fs::write(path("one/.a.js.swp"), "1").unwrap();
        assert_eq!(Sight::of(folder.path()), first);
        fs::write(path("one/deep/a.js"), "12").unwrap();
        let second = Sight::of(folder.path());
        assert_eq!(second.changes_since(&first), ["one"]);
        fs::remove_dir_all(path("two")).unwrap();
        fs::create_dir_all(path("three")).unwrap();
        let third = Sight::of(folder.path());
        assert_eq!(third.changes_since(&second), ["three", "two"]);
    }
}
