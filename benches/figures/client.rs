//! A blocking classic client.

use std::net::TcpStream;
use std::time::Instant;

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

    /// Answers every command at once; a sample is the time from an answer to the next command.
    pub fn play(&mut self, samples: &mut Samples) {
        self.first_command();
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
