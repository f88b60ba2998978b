//! A server of one tier with all that programs may try to reach, and what it holds when nobody is
//! there.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::language;
use super::neighbour::Neighbour;
use super::tier::{Home, Tier, is_root, open_to_all};
use crate::support::{
    Package, RAW, Server, eventually, folder_of, is_alive, launchers_of, nothing_is_left,
    programs_of,
};

/// What no program may ever see; it stands in the server's environment and in its files.
pub const SECRET: &str = "nobodys-business";
/// Launchers that wait for their program where they can.
const READY_LAUNCHERS: usize = 2;
/// Sessions after which a server holds what it always holds.
const WARM_UP: usize = 6;

/// One server of one tier.
pub struct Ground {
    pub tier: Tier,
    pub server: Server,
    /// How long a neighbour takes when it is alone.
    pub quiet: Duration,
    home: Home,
    _packages: tempfile::TempDir,
    before: Option<Holdings>,
    _listener: UnixListener,
}

impl Ground {
    /// A server of this tier with settings; none where this machine cannot offer it.
    pub async fn new(tier: Tier, settings: &[(&str, &str)]) -> Option<Self> {
        if let Some(why) = tier.missing() {
            println!("tier {} × not applicable: {why}", tier.name());
            return None;
        }
        let home = Home::of(tier);
        let config = format!("[server]\naccess_token = \"{SECRET}\"\n");
        let config = home.write("livecoding.toml", &config);
        home.write("secret", SECRET);
        let packages = packages(&home);
        let socket = home.path().join("socket");
        let listener = UnixListener::bind(&socket).unwrap();
        // Where it can be seen, nothing of its own keeps anybody out.
        fs::set_permissions(&socket, fs::Permissions::from_mode(0o777)).unwrap();
        let path = |path: &Path| path.display().to_string();
        let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
        command
            .args(["--config", &path(&config)])
            .args(["--languages", &path(packages.path())])
            .env("LIVECODING_SERVER_WORK_FOLDER", home.work())
            .env("LIVECODING_SERVER_DRAIN_SECONDS", "1")
            .env("LIVECODING_RESTART_START_RETRY_MS", "[10, 10]")
            .env("LIVECODING_RESTART_CRASH_PAUSE_MS", "10")
            .env("LIVECODING_NATIVE_RESUME_WINDOW_SECONDS", "1")
            // The neighbour holds a command back until the others are over.
            .env("LIVECODING_NATIVE_ANSWER_TIMEOUT_SECONDS", "7200")
            .env("LIVECODING_NATIVE_DEAD_AFTER_SECONDS", "7200")
            .env("DATABASE_PASSWORD", SECRET)
            .envs(settings.iter().copied());
        let server = Server::of(command, 1);
        let health = server.health().await;
        let found = &health["isolation"]["tier"];
        assert_eq!(found, tier.name(), "{health:#}\n{}", server.log());
        let mut ground = Self {
            tier,
            server,
            quiet: Duration::ZERO,
            home,
            _packages: packages,
            before: None,
            _listener: listener,
        };
        ground.warm_up().await;
        Some(ground)
    }

    async fn warm_up(&mut self) {
        for _ in 0..WARM_UP {
            let mut neighbour = Neighbour::begin(self).await;
            self.quiet = neighbour.play().await;
            neighbour.finish().await;
        }
        self.is_quiet().await;
        self.before = Some(Holdings::of(self));
    }

    /// The folder in which all of it stands.
    pub fn folder(&self) -> &Path {
        self.home.path()
    }

    pub fn port(&self) -> &str {
        self.server.addresses[0].rsplit(':').next().unwrap()
    }

    /// The folders of runs that are there.
    pub fn run_folders(&self) -> Vec<PathBuf> {
        let roots = folders_in(&self.home.work(), "livecoding-");
        let runs = roots.iter().flat_map(|it| folders_in(it, "run-"));
        runs.collect()
    }

    /// The programs that run.
    pub fn programs(&self) -> Vec<u32> {
        programs_of(self.server.pid())
    }

    /// Waits until nothing of any run is left, and the server holds what it held before; it closes
    /// connections in its own time, some seconds.
    pub async fn holds_no_more(&self) {
        self.is_quiet().await;
        let before = self.before.as_ref().expect("a server that is warm");
        let tier = self.tier.name();
        let what = format!("in tier {tier} the server holds what it held before: {before:?}");
        eventually(&what, || Holdings::of(self).is_within(before)).await;
    }

    /// Waits until nothing of any run is left.
    pub async fn is_quiet(&self) {
        nothing_is_left(&self.server).await;
        loop {
            let health = self.server.health().await;
            let counts = ["sessions", "runs", "runs_waiting"];
            if counts.iter().all(|it| health[*it] == 0) {
                break;
            }
            tokio::task::yield_now().await;
        }
        eventually("no folder of a run is left", || {
            self.run_folders().is_empty()
        })
        .await;
        let ready = match self.tier {
            Tier::A | Tier::B => READY_LAUNCHERS,
            Tier::C => 0,
        };
        let server = self.server.pid();
        eventually("launchers wait, and no others are there", || {
            launchers_of(server).len() == 2 * ready
        })
        .await;
        eventually("no control group of a run is left", || {
            control_groups(server).len() <= ready * trees(server)
        })
        .await;
    }

    /// A new server on the same folder removes what a killed one left.
    pub async fn sweeps(&self, groups: &[PathBuf]) {
        let serve = ["serve", "--listen", "127.0.0.1:0"];
        let mut command = self.home.command(&serve);
        command
            .env("LIVECODING_SERVER_WORK_FOLDER", self.home.work())
            .env("LIVECODING_SERVER_DRAIN_SECONDS", "1");
        let mut next = Server::of(command, 1);
        assert_eq!(folders_in(&self.home.work(), "livecoding-").len(), 1);
        eventually("its control groups are swept", || {
            groups.iter().all(|it| !it.exists())
        })
        .await;
        next.signal(15);
        assert_eq!(next.wait(), Some(0));
    }

    /// Ends the server as its operator would, which leaves nothing of it; unless it was killed.
    pub async fn end(mut self) {
        if !is_alive(self.server.pid()) {
            return;
        }
        self.holds_no_more().await;
        let server = self.server.pid();
        let groups = control_groups(server);
        self.server.signal(15);
        assert_eq!(self.server.wait(), Some(0), "{}", self.server.log());
        eventually("its control groups are gone", || {
            groups.iter().all(|it| !it.exists())
        })
        .await;
        let left: Vec<_> = fs::read_dir(self.home.work()).unwrap().flatten().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// What a server holds.
#[derive(Debug)]
struct Holdings {
    descriptors: usize,
    threads: usize,
    mounts: (usize, usize),
}

impl Holdings {
    fn of(ground: &Ground) -> Self {
        let proc = format!("/proc/{}", ground.server.pid());
        let lines = |of: &str| fs::read_to_string(of).unwrap_or_default().lines().count();
        // Threads for blocking calls come and go by themselves.
        let tasks = fs::read_dir(format!("{proc}/task")).unwrap().flatten();
        let names = tasks.filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
        Self {
            descriptors: fs::read_dir(format!("{proc}/fd")).unwrap().count(),
            threads: names.filter(|name| !name.starts_with("tokio-")).count(),
            mounts: (
                lines(&format!("{proc}/mountinfo")),
                lines("/proc/self/mountinfo"),
            ),
        }
    }

    fn is_within(&self, before: &Self) -> bool {
        self.descriptors <= before.descriptors
            && self.threads <= before.threads
            && self.mounts == before.mounts
    }
}

/// The control groups of runs that are there, those of waiting launchers included.
pub fn control_groups(server: u32) -> Vec<PathBuf> {
    let folders = server_groups(server);
    folders
        .iter()
        .flat_map(|it| folders_in(it, "run-"))
        .collect()
}

/// In how many trees of control groups a server stands.
fn trees(server: u32) -> usize {
    server_groups(server).len()
}

/// The folders of control groups that are a server's own, known by what its launchers are in.
pub fn server_groups(server: u32) -> Vec<PathBuf> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
    let roots: Vec<_> = mounts
        .lines()
        .filter_map(|line| line.split_once(" - "))
        .filter(|(_, system)| system.starts_with("cgroup"))
        .filter_map(|(about, _)| about.split(' ').nth(4))
        .map(PathBuf::from)
        .collect();
    let launchers = launchers_of(server).into_iter();
    let lists = launchers.filter_map(|it| fs::read_to_string(format!("/proc/{it}/cgroup")).ok());
    let mut folders: Vec<_> = lists
        .flat_map(|list| {
            let paths = list.lines().filter_map(|line| line.splitn(3, ':').nth(2));
            let own = paths.filter_map(|path| {
                let folder = Path::new(path).parent()?;
                let name = folder.file_name()?.to_str()?;
                name.starts_with("livecoding-").then(|| folder.to_owned())
            });
            own.collect::<Vec<_>>()
        })
        .flat_map(|path| {
            let below = path.strip_prefix("/").unwrap().to_owned();
            roots.iter().map(move |root| root.join(&below))
        })
        .filter(|it| it.exists())
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

/// The shell with processes and without, and a language of machine code.
fn packages(home: &Home) -> tempfile::TempDir {
    let machine = language::machine_code(home.path());
    let command = [machine.as_str(), "{main}"];
    let shell = Package { id: "sh", ..RAW };
    let packages = folder_of(&[
        shell,
        Package {
            id: "builtins",
            processes: 0,
            ..RAW
        },
        Package { id: "proc", ..RAW },
        Package {
            id: "early",
            processes: 0,
            ..RAW
        },
        Package {
            id: "missing",
            command: &["/nonexistent/interpreter"],
            processes: 0,
            ..RAW
        },
        Package {
            id: "machine",
            command: &command,
            processes: 0,
            ..RAW
        },
    ]);
    open_to_all(packages.path());
    let own = set_user_id(home).display().to_string();
    let instead_of_execute = |id: &str, with: &str| {
        let manifest = packages.path().join(id).join("language.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(manifest, text.replace("execute = [", with)).unwrap();
    };
    instead_of_execute("sh", &format!("execute = [{own:?}, "));
    instead_of_execute("proc", "proc = true\nexecute = [");
    packages
}

/// A program that runs as its owner, whoever executes it, and tells who that is.
fn set_user_id(home: &Home) -> PathBuf {
    let own = home.path().join("set-user-id");
    fs::copy("/usr/bin/id", &own).unwrap();
    // Its owner is root where the tests are.
    let mode = if is_root() { 0o6755 } else { 0o755 };
    fs::set_permissions(&own, fs::Permissions::from_mode(mode)).unwrap();
    own
}

fn folders_in(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|it| it.file_name().to_string_lossy().starts_with(prefix))
        .map(|it| it.path())
        .filter(|it| it.is_dir())
        .collect()
}
