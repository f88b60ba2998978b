//! What a program sees of an interpreter that stands outside the system's folders.

use std::fs;
use std::path::{Path, PathBuf};

/// What every program sees anyway.
const SYSTEM: [&str; 4] = ["/usr", "/bin", "/sbin", "/lib"];

/// What an interpreter outside the system's folders needs to be seen: itself, and its libraries
/// beside its folder when that is called `bin`.
pub(super) fn outside_the_system(interpreter: &Path) -> Vec<PathBuf> {
    let real = interpreter.canonicalize().unwrap_or_default();
    if !is_outside(interpreter) && !is_outside(&real) {
        return Vec::new();
    }
    needed(interpreter, &real, &homes())
}

fn is_outside(path: &Path) -> bool {
    path.is_absolute() && !SYSTEM.iter().any(|it| path.starts_with(it))
}

/// Where anybody's home is, the libraries of others stand beside its own, and much else.
fn needed(interpreter: &Path, real: &Path, homes: &[PathBuf]) -> Vec<PathBuf> {
    let folder = real.parent().filter(|it| it.ends_with("bin"));
    let prefix = folder
        .and_then(Path::parent)
        .filter(|it| it.parent().is_some());
    let libraries = match prefix {
        None => Vec::new(),
        Some(prefix) if is_home(prefix, homes) => {
            let name = real.file_name().unwrap_or_default().to_string_lossy();
            let mut libraries = entries(&prefix.join("lib"), &name);
            libraries.extend(entries(&prefix.join("lib"), &format!("lib{name}")));
            libraries
        }
        Some(prefix) => {
            let mut libraries = entries(prefix, "lib");
            libraries.extend(
                entries(prefix, "share")
                    .into_iter()
                    .filter(|it| it.ends_with("share")),
            );
            libraries
        }
    };
    let own = [interpreter.to_owned(), real.to_owned()];
    let shown = own.into_iter().chain(libraries);
    shown.filter(|it| is_outside(it)).collect()
}

/// Whether a folder is a home, holds one, or is the `.local` of one.
fn is_home(folder: &Path, homes: &[PathBuf]) -> bool {
    let mut homes = homes.iter();
    homes.any(|home| home.starts_with(folder) || folder == home.join(".local"))
}

/// What stands in a folder, with a name that begins so.
fn entries(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|it| it.file_name().to_string_lossy().starts_with(prefix));
    named.map(|it| it.path()).collect()
}

/// The homes that this machine knows of, and those that stand where homes do.
fn homes() -> Vec<PathBuf> {
    let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let known = passwd.lines().filter_map(|it| it.split(':').nth(5));
    let known = known.map(PathBuf::from);
    let own = std::env::var_os("HOME").map(PathBuf::from);
    let usual = entries(Path::new("/home"), "").into_iter();
    let all = known.chain(own).chain(usual);
    all.chain(["/root".into()])
        .map(|it| it.canonicalize().unwrap_or(it))
        .filter(|it| it.is_absolute())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown of `bin/tool3` in a folder, below it; the only home is `kim`.
    fn shown(prefix: &str) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let home = root.join("kim");
        let prefix = root.join(prefix);
        for folder in [
            "lib/tool3.1",
            "lib/other",
            "lib/libtool3.so",
            "lib64",
            "libexec",
            "share",
            "shared",
            "notes",
        ] {
            fs::create_dir_all(prefix.join(folder)).unwrap();
        }
        fs::create_dir_all(prefix.join("bin")).unwrap();
        fs::create_dir_all(&home).unwrap();
        let real = prefix.join("bin/tool3");
        fs::write(&real, "").unwrap();
        std::os::unix::fs::symlink(&real, prefix.join("bin/tool")).unwrap();
        let shown = needed(&prefix.join("bin/tool"), &real, &[home]);
        let below = shown.iter().map(|it| it.strip_prefix(&prefix).unwrap());
        let mut below: Vec<_> = below.map(|it| it.display().to_string()).collect();
        below.sort();
        below
    }

    #[test]
    fn an_interpreter_at_home_shows_nothing_of_the_home() {
        for home in ["kim", "kim/.local", "."] {
            let only_its_own = ["bin/tool", "bin/tool3", "lib/libtool3.so", "lib/tool3.1"];
            assert_eq!(shown(home), only_its_own, "{home}");
        }
    }

    #[test]
    fn an_interpreter_in_a_folder_of_its_own_shows_its_libraries() {
        for own in ["opt/tool", "kim/.tools/3.1"] {
            let libraries = ["bin/tool", "bin/tool3", "lib", "lib64", "libexec", "share"];
            assert_eq!(shown(own), libraries, "{own}");
        }
    }

    #[test]
    fn an_interpreter_of_the_system_shows_nothing_more() {
        assert_eq!(
            outside_the_system(Path::new("/bin/sh")),
            Vec::<PathBuf>::new()
        );
    }
}
