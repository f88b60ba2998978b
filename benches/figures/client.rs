//! Blocking clients: of the original's protocol, and of the native one.

use std::net::TcpStream;
use std::time::Instant;

use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Message, WebSocket};

use super::HANG_GUARD;
use super::server::Server;
use super::stats::Samples;

pub struct Client {
    socket: WebSocket<TcpStream>,
}

impl Client {
    /// Connects and starts `program`.
    pub fn begin(server: &Server, language: &str, program: &str) -> Self {
        Self::begin_with(server, language, "", program)
    }

    /// Connects and starts `program` with the game's functions.
    pub fn begin_with(server: &Server, language: &str, functions: &str, program: &str) -> Self {
        let stream = TcpStream::connect(&server.address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(HANG_GUARD)).unwrap();
        let url = format!("ws://{}/", server.address);
        let (socket, _) = tokio_tungstenite::tungstenite::client(url, stream).unwrap();
        let mut client = Self { socket };
        for text in [language, functions, program] {
            client.send(text);
            assert_eq!(client.next().as_deref(), Some("OK"));
        }
        client
    }

    pub fn send(&mut self, text: &str) {
        self.socket.send(Message::text(text)).unwrap();
    }

    /// The next text frame; none at the end.
    pub fn next(&mut self) -> Option<String> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return Some(text.to_string()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => (),
            }
        }
    }

    pub fn first_command(&mut self) {
        let frame = self.next().expect("a command");
        assert!(!frame.starts_with("PROCESS_ERROR"), "{frame}");
    }

    /// After the first command: answers every one at once; a sample is the time from an answer to the next command.
    pub fn play(&mut self, samples: &mut Samples) {
        loop {
            let begin = Instant::now();
            self.send("true");
            match self.next().as_deref() {
                Some("CLOSE_GAME") | None => return,
                Some(_) => samples.add(begin.elapsed()),
            }
        }
    }

    /// Answers `count` commands.
    pub fn play_some(&mut self, count: usize, samples: &mut Samples) {
        self.first_command();
        for _ in 0..count {
            let begin = Instant::now();
            self.send("true");
            self.next().expect("a command");
            samples.add(begin.elapsed());
        }
    }

    /// Reads to the end.
    pub fn drain(&mut self) {
        while self.next().is_some() {}
    }
}

/// A client of the native protocol.
pub struct Native {
    socket: WebSocket<TcpStream>,
    run: String,
    cid: u64,
}

impl Native {
    /// Connects, and is in.
    pub fn connect(server: &Server) -> Self {
        let stream = TcpStream::connect(&server.address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(HANG_GUARD)).unwrap();
        let url = format!("ws://{}/ws", server.address);
        let mut request = url.into_client_request().unwrap();
        let subprotocol = HeaderValue::from_static("livecoding.v2.json");
        request
            .headers_mut()
            .insert("Sec-WebSocket-Protocol", subprotocol);
        let (socket, _) = tokio_tungstenite::tungstenite::client(request, stream).unwrap();
        let mut client = Self {
            socket,
            run: String::new(),
            cid: 0,
        };
        client.say(r#"{"type":"hello"}"#);
        while !client.hear().contains(r#""type":"session.state""#) {}
        client
    }

    pub fn start(&mut self, language: &str, program: &str) {
        let extension = match language {
            "lua" => "lua",
            "javascript" | "nodejs" => "js",
            "ruby" => "rb",
            "php" => "php",
            "python" => "py",
            "perl" => "pl",
            other => panic!("no program for {other}"),
        };
        let files = serde_json::json!([{"name": format!("main.{extension}"), "text": program}]);
        let body = serde_json::json!({"language": language, "files": files});
        self.say(&serde_json::json!({"type": "run.start", "id": 1, "body": body}).to_string());
    }

    /// Waits for a command; false at the end of the run.
    pub fn next_command(&mut self) -> bool {
        loop {
            let frame = self.hear();
            if frame.contains(r#""type":"command""#) {
                let between = |before: &str, end: char| {
                    let (_, rest) = frame.split_once(before).unwrap();
                    rest.split(end).next().unwrap().to_owned()
                };
                self.run = between(r#""run":""#, '"');
                self.cid = between(r#""cid":"#, ',').parse().unwrap();
                return true;
            }
            if frame.contains(r#""type":"run.ended""#) {
                return false;
            }
        }
    }

    /// After the first command: answers every one at once; a sample is the time from an answer to the next command.
    pub fn play(&mut self, samples: &mut Samples) {
        loop {
            let begin = Instant::now();
            let (run, cid) = (&self.run, self.cid);
            let answer = format!(
                r#"{{"type":"command.result","run":"{run}","body":{{"cid":{cid},"value":true}}}}"#
            );
            self.say(&answer);
            if !self.next_command() {
                return;
            }
            samples.add(begin.elapsed());
        }
    }

    fn say(&mut self, text: &str) {
        self.socket.send(Message::text(text)).unwrap();
    }

    fn hear(&mut self) -> String {
        loop {
            if let Message::Text(text) = self.socket.read().unwrap() {
                return text.to_string();
            }
        }
    }
}

impl Drop for Native {
    fn drop(&mut self) {
        // The run ends at once, and not when nobody has come back.
        let _ = self.socket.send(Message::text(r#"{"type":"bye"}"#));
        while self.socket.read().is_ok() {}
    }
}
