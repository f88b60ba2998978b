//! A server whose runs can be told from all others on the machine.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{
    Client, Package, RAW, Server, eventually, folder_of, is_launcher, kill, let_make_processes,
    nothing_is_left, programs_of,
};

const SIGKILL: i32 = 9;

/// Shell lines of a revision 2 program that is ready and has read its `program` line.
pub const READY: &str = "echo 'ready {\"revision\":2}' >&4; read -r program <&3\n";

/// A language whose engine takes longer than any test to be ready.
pub const SLOW: Package<'_> = Package {
    id: "slow",
    extension: "sh",
    command: &["/bin/sh", "{engine}"],
    revision: 2,
    channel: "descriptors",
    engine: "sleep 1000\necho 'ready {\"revision\":2}' >&4\n",
    processes: 16,
};

/// A language of the original's protocol whose program is a shell script.
pub const RAW1: Package<'_> = Package {
    id: "raw1",
    revision: 1,
    ..RAW
};

/// A server and its folders. The name of its work folder is known to every process that its runs
/// start, and so marks them.
pub struct Scene {
    pub server: Server,
    packages: TempDir,
    work: TempDir,
}

impl Scene {
    /// A server with every setting at its default.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// A server with settings, and the languages `raw`, `raw1` and `slow`; programs of some others
    /// may make processes, which they otherwise may not.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let packages = folder_of(&[RAW, RAW1, SLOW]);
        let_make_processes(packages.path(), &["perl", "php", "python", "ruby"]);
        Self::with_packages(packages, settings)
    }

    /// A server with settings and the languages in `packages`.
    pub fn with_packages(packages: TempDir, settings: &[(&str, &str)]) -> Self {
        let work = tempfile::Builder::new().prefix("mark-").tempdir().unwrap();
        let path = work.path().display().to_string();
        let own = ("LIVECODING_SERVER_WORK_FOLDER", path.as_str());
        let settings: Vec<_> = settings.iter().copied().chain([own]).collect();
        let server = Server::with_packages(packages.path(), &settings);
        Self {
            server,
            packages,
            work,
        }
    }

    /// The folder of its language packages.
    pub fn packages(&self) -> &Path {
        self.packages.path()
    }

    /// Its work folder.
    pub fn work_folder(&self) -> &Path {
        self.work.path()
    }

    /// A client that has sent its three texts.
    pub async fn begin(&self, language: &str, program: &str) -> Client {
        let mut client = self.server.connect().await;
        client.begin(language, "", program).await;
        client
    }

    /// Every process of its runs: programs, and what those started.
    pub fn marked(&self) -> Vec<u32> {
        let own = self.server.pid();
        let marked = marked(self.work_folder());
        marked.into_iter().filter(|pid| *pid != own).collect()
    }

    /// How many programs have made the file `here` in their folders, to say how far they are.
    pub fn here(&self) -> usize {
        let programs = self.programs().into_iter();
        let here = |pid| PathBuf::from(format!("/proc/{pid}/cwd/here"));
        programs.filter(|it| here(*it).exists()).count()
    }

    /// What runs directly below the launchers.
    pub fn programs(&self) -> Vec<u32> {
        programs_of(self.server.pid())
    }

    /// Waits until exactly one program runs and returns its process id, which is not `before`.
    pub async fn program(&self, before: Option<u32>) -> u32 {
        let program = || {
            let programs = self.programs();
            programs
                .first()
                .copied()
                .filter(|pid| programs.len() == 1 && Some(*pid) != before)
        };
        eventually("one program runs", || program().is_some()).await;
        program().expect("it runs still")
    }

    /// Waits until no process of a run is left, not even a zombie, and no file.
    pub async fn nothing_is_left(&self) {
        eventually("no process is left", || self.marked().is_empty()).await;
        nothing_is_left(&self.server).await;
        eventually("no folder is left", || self.run_folders().is_empty()).await;
    }

    /// Waits until the server says that nobody is there.
    pub async fn nobody_is_there(&self) {
        loop {
            let health = self.server.health().await;
            let counts = ["sessions", "runs", "runs_waiting"];
            if counts.iter().all(|it| health[*it] == 0) {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    fn run_folders(&self) -> Vec<PathBuf> {
        let roots = folders_in(self.work_folder());
        let folders = roots.iter().flat_map(|root| folders_in(root));
        folders
            .filter(|it| {
                it.file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with("run-")
            })
            .collect()
    }
}

impl Drop for Scene {
    /// Where a test failed, what it shows to be left is ended.
    fn drop(&mut self) {
        self.server.signal(SIGKILL);
        for pid in self.marked() {
            kill(pid, SIGKILL);
        }
    }
}

/// Every program that was started with files below `folder`, and what it started: the folder is
/// named by its arguments, its environment, its working folder, or a mount in its own root.
pub fn marked(folder: &Path) -> Vec<u32> {
    let mark = folder.display().to_string();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let pids = processes.filter_map(|it| it.file_name().to_str()?.parse().ok());
    pids.filter(|pid| {
        let says = |file: &str| {
            let bytes = fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
            bytes.windows(mark.len()).any(|it| it == mark.as_bytes())
        };
        let is_inside =
            || fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|it| it.starts_with(folder));
        !is_launcher(*pid)
            && (says("cmdline") || says("environ") || says("mountinfo") || is_inside())
    })
    .collect()
}

/// Expects one error frame that contains `text`.
pub async fn told(client: &mut Client, text: &str) {
    let frame = client.next().await.expect("a word before the end");
    let found = frame.starts_with("PROCESS_ERROR") && frame.contains(text);
    assert!(found, "{frame:?} came instead of {text:?}");
}

/// Expects the end of the game and the close frame, and nothing before them.
pub async fn closed(client: &mut Client, what: &str) {
    assert_eq!(client.next().await.as_deref(), Some("CLOSE_GAME"), "{what}");
    assert_eq!(client.close_code().await, Some(1000), "{what}");
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|it| it.path())
        .filter(|it| it.is_dir())
        .collect()
}
