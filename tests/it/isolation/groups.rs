//! Control groups: none is left, however a start of a program or of a server fails.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::tier::{Home, Tier, is_root, without_namespaces};
use crate::support::{Server, eventually};

#[tokio::test]
async fn a_start_that_fails_leaves_no_control_group() {
    let Some(place) = Place::make() else { return };
    let home = Home::of(Tier::A);
    let mut command = place.command(&home, &["serve", "--listen", "127.0.0.1:0"]);
    // The better tiers are tried in vain, after their groups were made.
    without_namespaces(&mut command);
    let mut server = Server::of(command, 1);
    assert_eq!(server.health().await["isolation"]["tier"], "C");
    assert_eq!(
        place.groups("livecoding-").len(),
        1,
        "its groups stand here"
    );
    eventually("no group of a run is left", || {
        place.groups("run-").is_empty()
    })
    .await;
    server.signal(15);
    assert_eq!(server.wait(), Some(0));
    assert_eq!(place.groups(""), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_server_that_cannot_listen_leaves_nothing() {
    let Some(place) = Place::make() else { return };
    let home = Home::of(Tier::A);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = place.command(&home, &["serve", "--listen", &address]);
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("is another server there?"), "{told}");
    assert_eq!(place.groups(""), Vec::<PathBuf>::new());
    let left: Vec<_> = fs::read_dir(home.work()).unwrap().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
}

/// A control group of the test's own, in which a server makes its groups.
struct Place(PathBuf);

impl Place {
    /// None where this machine has no control groups for us.
    fn make() -> Option<Self> {
        let name = format!("test-of-livecoding-{}", std::process::id());
        let trees = ["/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids"].into_iter();
        let mut places = trees.map(|tree| Path::new(tree).join(&name));
        let place = places.find(|it| is_root() && fs::create_dir(it).is_ok());
        if place.is_none() {
            println!("not applicable: no control groups of version 1 for us");
        }
        place.map(Self)
    }

    /// The binary with these arguments, started in it.
    fn command(&self, home: &Home, arguments: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", "echo $$ >\"$0\" && exec \"$@\""])
            .arg(self.0.join("cgroup.procs"))
            .arg(home.binary())
            .args(arguments)
            .env("TMPDIR", home.work())
            .env("LIVECODING_WARM_MAX_PROGRAMS", "0");
        command
    }

    /// The groups in it, however deep, whose names begin so.
    fn groups(&self, prefix: &str) -> Vec<PathBuf> {
        let mut all = Vec::new();
        below(&self.0, &mut all);
        all.retain(|it| {
            let name = it.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with(prefix)
        });
        all
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = vec![self.0.clone()];
        below(&self.0, &mut all);
        for group in all.iter().rev() {
            // Who has just ended is counted a moment longer.
            let mut rounds = 0..100;
            while fs::remove_dir(group).is_err() && rounds.next().is_some() {
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }
}

fn below(folder: &Path, all: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|it| it.path()).filter(|it| it.is_dir()) {
        all.push(path.clone());
        below(&path, all);
    }
}
