//! A classic client, and transcripts played by it.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::Server;

/// How long anything may take before a test says that it hangs.
pub const HANG_GUARD: Duration = Duration::from_mins(1);

/// A WebSocket client that knows nothing of the server's code.
pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Client {
    /// Connects to `url`.
    pub async fn connect(url: &str) -> Self {
        Self::connect_with(url, &[]).await
    }

    /// Connects with more headers.
    pub async fn connect_with(url: &str, headers: &[(&'static str, &str)]) -> Self {
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let config = WebSocketConfig::default()
            .max_frame_size(None)
            .max_message_size(None);
        let connected = tokio_tungstenite::connect_async_with_config(request, Some(config), true);
        let (socket, _) = tokio::time::timeout(HANG_GUARD, connected)
            .await
            .expect("a connection")
            .unwrap();
        Self { socket }
    }

    /// Sends a text frame.
    pub async fn send(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// Sends any frame; a closed socket is no error.
    pub async fn send_raw(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// The next text frame; none once the socket is closed.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            let next = tokio::time::timeout(HANG_GUARD, self.socket.next()).await;
            match next.expect("a frame, or the end") {
                Some(Ok(Message::Text(text))) => return Some(text.to_string()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => (),
            }
        }
    }

    /// The code of the close frame that comes next, text frames skipped.
    pub async fn close_code(&mut self) -> Option<u16> {
        loop {
            let next = tokio::time::timeout(HANG_GUARD, self.socket.next()).await;
            match next.expect("a frame, or the end") {
                Some(Ok(Message::Close(frame))) => return frame.map(|it| it.code.into()),
                Some(Err(_)) | None => return None,
                Some(Ok(_)) => (),
            }
        }
    }

    /// Expects exactly this text frame.
    pub async fn expect(&mut self, text: &str) {
        assert_eq!(self.next().await.as_deref(), Some(text));
    }

    /// Sends the three texts and takes their three `OK`.
    pub async fn begin(&mut self, language: &str, interpreter: &str, program: &str) {
        for text in [language, interpreter, program] {
            self.send(text).await;
            self.expect("OK").await;
        }
    }

    /// Answers every command with `answer` and returns what came, the end included.
    pub async fn answer_all(&mut self, mut answer: impl FnMut(&str) -> String) -> Vec<String> {
        let mut frames = Vec::new();
        while let Some(frame) = self.next().await {
            if frame != "CLOSE_GAME" && !frame.starts_with("PROCESS_ERROR") {
                let answer = answer(&frame);
                self.send_raw(Message::text(answer)).await;
            }
            frames.push(frame);
        }
        frames
    }

    /// Cuts the connection without a word.
    pub fn cut(self) {
        drop(self);
    }

    /// Sends a ping and waits for its pong.
    pub async fn ping(&mut self) {
        self.socket
            .send(Message::Ping(Bytes::from_static(b"x")))
            .await
            .unwrap();
        loop {
            let next = tokio::time::timeout(HANG_GUARD, self.socket.next()).await;
            if let Message::Pong(_) = next.expect("a pong").unwrap().unwrap() {
                return;
            }
        }
    }
}

/// Plays a transcript against `server` with one client.
///
/// `> text` is sent, `< text` must come; `\n` stands for a line end in both. `< text…` needs
/// only begin so, `<* text` must be in some frame before the next expected one. The last line may
/// be `closed`.
pub async fn play(server: &Server, transcript: &str) {
    let mut client = server.connect().await;
    for line in transcript
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        let text = |text: &str| text.strip_prefix(' ').unwrap_or(text).replace("\\n", "\n");
        if let Some(sent) = line.strip_prefix('>') {
            client.send(&text(sent)).await;
        } else if let Some(part) = line.strip_prefix("<*") {
            let part = text(part);
            loop {
                let frame = client
                    .next()
                    .await
                    .unwrap_or_else(|| panic!("closed before {line}"));
                if frame.contains(&part) {
                    break;
                }
                assert!(
                    frame.starts_with("PROCESS_ERROR"),
                    "{frame} came before {line}"
                );
            }
        } else if let Some(expected) = line.strip_prefix('<') {
            let expected = text(expected);
            let frame = client.next().await;
            let frame = frame.unwrap_or_else(|| panic!("closed before {line}"));
            match expected.strip_suffix('…') {
                Some(begin) => assert!(frame.starts_with(begin), "{frame:?} came for {line}"),
                None => assert_eq!(frame, expected),
            }
        } else {
            assert_eq!(line, "closed", "a line is `> …`, `< …`, `<* …` or `closed`");
            assert_eq!(client.next().await, None);
        }
    }
}
