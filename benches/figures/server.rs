//! The real binary, serving on a port of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// A server with every setting at its default.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// A server with settings.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_livecoding"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("LIVECODING_LOG_FILTER", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .unwrap()
            .trim()
            .trim_end_matches('/')
            .to_owned();
        Self { child, address }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
