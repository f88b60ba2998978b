//! The floor of the pipes: a shipped engine and a bare parent that answers at once.

use std::fs;
use std::io::{BufRead as _, BufReader, PipeReader, PipeWriter, Write as _, pipe};
use std::os::fd::{AsFd as _, AsRawFd as _, BorrowedFd};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

use super::stats::Samples;

/// Where the server's programs look for commands too.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

pub struct Engine {
    child: Child,
    from: BufReader<PipeReader>,
    to: PipeWriter,
    _folder: TempDir,
}

impl Engine {
    /// Starts the engine of `language` with nothing between it and this process.
    pub fn start(language: &str, program: &str) -> Self {
        let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("config/languages")
            .join(language);
        let manifest: toml::Table = fs::read_to_string(package.join("language.toml"))
            .unwrap()
            .parse()
            .unwrap();
        let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
        let extension = text(&manifest["extension"]);
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join(format!("main.{extension}"));
        let prefix = manifest
            .get("source")
            .map(|it| text(&it["prefix"]))
            .unwrap_or_default();
        fs::write(&main, format!("{prefix}{program}")).unwrap();
        let (from, program_writes) = pipe().unwrap();
        let (program_reads, mut to) = pipe().unwrap();
        for end in [program_writes.as_raw_fd(), program_reads.as_raw_fd()] {
            keep_open(end);
        }
        let words = command(&manifest, &package);
        let child = Command::new(&words[0])
            .args(&words[1..])
            .current_dir(folder.path())
            // The same environment as under the server: it costs some interpreters a lot.
            .env_clear()
            .envs([("PATH", PATH), ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8")])
            .env("LIVECODING_ENGINE", "2")
            .env(
                "LIVECODING_ENGINE_IN",
                program_reads.as_raw_fd().to_string(),
            )
            .env(
                "LIVECODING_ENGINE_OUT",
                program_writes.as_raw_fd().to_string(),
            )
            .env("LIVECODING_MAIN", &main)
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        drop((program_reads, program_writes));
        let start = serde_json::json!({
            "folder": folder.path(), "main": format!("main.{extension}"), "bindings": null, "seed": null,
        });
        writeln!(to, "program {start}").unwrap();
        Self {
            child,
            from: BufReader::with_capacity(64 * 1024, from),
            to,
            _folder: folder,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Reads up to the next `insert`.
    pub fn next_command(&mut self) {
        assert!(self.reads_insert(), "the engine sends a command");
    }

    /// After the first command: answers every one at once; a sample is the time from an answer to the next command.
    pub fn play(&mut self, samples: &mut Samples) {
        loop {
            let begin = Instant::now();
            if !self.answer_and_next() {
                return;
            }
            samples.add(begin.elapsed());
        }
    }

    /// Whether another command follows.
    pub fn answer_and_next(&mut self) -> bool {
        self.answer();
        self.reads_insert()
    }

    /// Answers and does not wait.
    pub fn answer(&mut self) {
        self.to.write_all(b"answer \"true\"\n").unwrap();
    }

    /// What it writes to: there is something to read when it has another command.
    pub fn output(&self) -> BorrowedFd<'_> {
        self.from.get_ref().as_fd()
    }

    fn reads_insert(&mut self) -> bool {
        let mut line = String::new();
        while self.from.read_line(&mut line).unwrap() > 0 {
            if line == "insert\n" {
                return true;
            }
            line.clear();
        }
        false
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The manifest's command with its places filled in.
fn command(manifest: &toml::Table, package: &Path) -> Vec<String> {
    let engine = package.join(manifest["engine"]["file"].as_str().unwrap());
    let engine = engine.display().to_string();
    let interpreter = interpreter(manifest);
    let words = manifest["run"]["command"].as_array().unwrap().iter();
    let words = words.map(|word| {
        let word = word.as_str().unwrap().replace("{engine}", &engine);
        word.replace("{self}", env!("CARGO_BIN_EXE_livecoding"))
            .replace("{interpreter}", &interpreter)
    });
    words.collect()
}

/// The first candidate that is there.
fn interpreter(manifest: &toml::Table) -> String {
    let Some(find) = manifest.get("find") else {
        return String::new();
    };
    let candidates = find["candidates"].as_array().unwrap();
    let candidates = candidates.iter().map(|it| it.as_str().unwrap());
    let paths = candidates.flat_map(|name| {
        PATH.split(':')
            .map(move |folder| Path::new(folder).join(name))
    });
    let found = paths.into_iter().find(|path| path.is_file());
    found
        .expect("an installed interpreter")
        .display()
        .to_string()
}

/// Lets the child inherit a descriptor.
fn keep_open(fd: i32) {
    #[expect(
        unsafe_code,
        reason = "the descriptor is open: its pipe is held by the caller"
    )]
    // SAFETY: see the reason.
    let fd = unsafe { BorrowedFd::borrow_raw(fd) };
    rustix::io::fcntl_setfd(fd, rustix::io::FdFlags::empty()).unwrap();
}
