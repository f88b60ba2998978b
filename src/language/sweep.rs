//! A server's folder belongs to it while it holds the lock inside; what nobody holds is swept.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use tracing::{info, warn};

/// How the folders of all servers begin.
pub(super) const PREFIX: &str = "livecoding-";
const LOCK: &str = "lock";
/// Its name until it is locked: whoever sees a lock sees it held.
const UNLOCKED: &str = "lock.new";

/// Takes a fresh folder; it is this server's as long as the result lives.
pub(super) fn claim(folder: &Path) -> io::Result<File> {
    let lock = File::create(folder.join(UNLOCKED))?;
    lock.try_lock().map_err(|error| match error {
        TryLockError::Error(error) => error,
        TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
    })?;
    fs::rename(folder.join(UNLOCKED), folder.join(LOCK))?;
    Ok(lock)
}

/// Removes the folders below `parent` that servers left behind which ended without a word.
pub(super) fn sweep(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let folder = entry.path();
        // A folder without its lock is being made just now, or is none of ours.
        let Ok(lock) = File::open(folder.join(LOCK)) else {
            continue;
        };
        if lock.try_lock().is_err() {
            continue;
        }
        match remove(&folder) {
            Ok(()) => info!(folder = %folder.display(), "swept what an earlier server left"),
            Err(error) => warn!(folder = %folder.display(), %error, "cannot sweep"),
        }
    }
}

/// Removes `folder`, its lock last: what stops in between is swept the next time.
fn remove(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)?.flatten() {
        if entry.file_name() == LOCK {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_swept_and_nothing_else() {
        let parent = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let folder = parent.path().join(name);
            fs::create_dir_all(folder.join("engines")).unwrap();
            folder
        };
        let (held, left, other, fresh) = (
            make("livecoding-a"),
            make("livecoding-b"),
            make("other"),
            make("livecoding-c"),
        );
        let _lock = claim(&held).unwrap();
        drop(claim(&left).unwrap());
        drop(claim(&other).unwrap());
        sweep(parent.path());
        let exist = [&held, &left, &other, &fresh].map(|folder| folder.exists());
        assert_eq!(exist, [true, false, true, true]);
    }
}
