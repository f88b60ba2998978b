//! The real binary, serving on a port of its own, ended with the test.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use super::client::{Client, HANG_GUARD};

/// One server of one test.
pub struct Server {
    child: Child,
    /// Where it listens, as `127.0.0.1:PORT`; the second one is `[classic] listen`.
    pub addresses: Vec<String>,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// A server with every setting at its default.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// A server with settings, as `("LIVECODING_RUN_STOP_GRACE_MS", "100")`.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        Self::with_arguments(&[], settings)
    }

    /// A server with more arguments as well, as `["--languages", "dir"]`.
    pub fn with_arguments(arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let arguments = [&["--listen", "127.0.0.1:0"], arguments].concat();
        Self::with_own_address(&arguments, settings)
    }

    /// A server that is told in `arguments` where to listen.
    pub fn with_own_address(arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_livecoding"));
        command.arg("serve").args(arguments);
        // What waits for a program is none of a test's, unless it says so.
        command.env("LIVECODING_WARM_MAX_PROGRAMS", "0");
        command.envs(settings.iter().copied());
        let has_second = settings
            .iter()
            .any(|it| it.0 == "LIVECODING_CLASSIC_LISTEN");
        Self::of(command, 1 + usize::from(has_second))
    }

    /// A server that `command` starts, listening at so many addresses.
    pub fn of(mut command: Command, expected: usize) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let log = Arc::default();
        collect(child.stderr.take().unwrap(), Arc::clone(&log));
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let lines = lines.map_while(Result::ok).take(expected);
        let addresses: Vec<String> = lines
            .map(|line| {
                line.split("http://")
                    .nth(1)
                    .unwrap()
                    .trim_end_matches('/')
                    .to_owned()
            })
            .collect();
        let server = Self {
            child,
            addresses,
            log,
        };
        assert_eq!(server.addresses.len(), expected, "{}", server.log());
        server
    }

    /// A server with the language packages in `folder`, and settings.
    pub fn with_packages(folder: &Path, settings: &[(&str, &str)]) -> Self {
        let folder = folder.display().to_string();
        Self::with_arguments(&["--languages", &folder], settings)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Connects a classic client.
    pub async fn connect(&self) -> Client {
        Client::connect(&format!("ws://{}/", self.addresses[0])).await
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Sends a signal to it, by number.
    pub fn signal(&self, number: i32) {
        super::kill(self.pid(), number);
    }

    /// Waits for its end and returns the exit status.
    pub fn wait(&mut self) -> Option<i32> {
        let begin = std::time::Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(
                begin.elapsed() < HANG_GUARD,
                "the server does not end: {}",
                self.log()
            );
            std::thread::yield_now();
        }
    }

    /// The body of `GET path`, whatever the status.
    pub async fn get(&self, path: &str) -> String {
        self.ask(path, &[]).await.text()
    }

    /// What `GET path` with these headers is answered.
    pub async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        self.ask_by("GET", path, headers).await
    }

    /// The same by another method.
    pub async fn ask_by(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let mut socket = tokio::net::TcpStream::connect(&self.addresses[0])
            .await
            .unwrap();
        let first = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        let headers = headers.iter().map(|it| format!("{}: {}\r\n", it.0, it.1));
        let request = first + &headers.collect::<String>() + "\r\n";
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut response = Vec::new();
        let read = socket.read_to_end(&mut response);
        tokio::time::timeout(HANG_GUARD, read)
            .await
            .expect("an answer")
            .unwrap();
        Response::of(&response)
    }

    /// The health report.
    pub async fn health(&self) -> serde_json::Value {
        serde_json::from_str(&self.get("/health").await).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("--- log of the server ---\n{}", self.log());
        }
    }
}

fn collect(mut stderr: impl std::io::Read + Send + 'static, log: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count) = stderr.by_ref().read(&mut buffer) {
            if count == 0 {
                return;
            }
            let text = String::from_utf8_lossy(&buffer[..count]).into_owned();
            log.lock().unwrap().push_str(&text);
        }
    });
}

/// What a request was answered.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    head: String,
    /// What follows the headers.
    pub body: Vec<u8>,
}

impl Response {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = bytes[end + 4..].to_vec();
        Self { status, head, body }
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|it| it.split_once(": "));
        let found = lines.find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map_or("", |it| it.1)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}
