//! The other end of a WebSocket, as a script talks with it.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long the peer may take for anything.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is wrong with the peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault(pub(super) String);

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(format!("the connection failed: {error}"))
    }
}

/// A fault, unless `fact` is true.
pub(super) fn check(fact: bool, fault: impl FnOnce() -> String) -> Result<(), Fault> {
    if fact { Ok(()) } else { Err(Fault(fault())) }
}

/// One connection.
#[derive(Debug)]
pub(super) struct Peer {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    early: VecDeque<Value>,
    last_id: u64,
    /// The last event that came.
    pub(super) seq: u64,
}

impl Peer {
    pub(super) fn new(socket: WebSocketStream<MaybeTlsStream<TcpStream>>) -> Self {
        Self {
            socket,
            early: VecDeque::new(),
            last_id: 0,
            seq: 0,
        }
    }

    pub(super) async fn say(&mut self, message: &Value) -> Result<(), Fault> {
        self.say_text(message.to_string()).await
    }

    pub(super) async fn say_text(&mut self, text: String) -> Result<(), Fault> {
        Ok(self.socket.send(Message::text(text)).await?)
    }

    /// The next message; pings of the protocol are answered.
    pub(super) async fn hear(&mut self) -> Result<Value, Fault> {
        if let Some(message) = self.early.pop_front() {
            return Ok(message);
        }
        let heard = tokio::time::timeout(PATIENCE, self.read()).await;
        heard.map_err(|_| Fault(format!("nothing came within {PATIENCE:?}")))?
    }

    async fn read(&mut self) -> Result<Value, Fault> {
        loop {
            let text = match self.socket.next().await {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(frame))) => {
                    let code = frame.map_or(1005, |it| u16::from(it.code));
                    return Err(Fault(format!("it closed with {code}")));
                }
                Some(Ok(_)) => continue,
                Some(Err(error)) => return Err(error.into()),
                None => return Err(Fault("it closed without a word".to_owned())),
            };
            let message: Value = serde_json::from_str(&text)
                .map_err(|error| Fault(format!("a frame is no JSON: {error}")))?;
            if field(&message, "type") == "ping" {
                let body = field(&message, "body");
                self.say(&json!({"type": "pong", "body": body})).await?;
                continue;
            }
            return Ok(message);
        }
    }

    /// The body of the next message of this type; others are passed over.
    pub(super) async fn until(&mut self, kind: &str) -> Result<Value, Fault> {
        loop {
            let message = self
                .hear()
                .await
                .map_err(|Fault(why)| Fault(format!("`{kind}` was expected, but {why}")))?;
            if let Some(seq) = field(&message, "seq").as_u64() {
                self.seq = self.seq.max(seq);
            }
            if field(&message, "type") == kind {
                return Ok(field(&message, "body").clone());
            }
        }
    }

    /// Sends a request and gives the type and body of its one answer.
    pub(super) async fn ask(&mut self, kind: &str, body: Value) -> Result<(String, Value), Fault> {
        self.last_id += 1;
        let id = self.last_id;
        self.say(&json!({"type": kind, "id": id, "body": body}))
            .await?;
        let mut before = VecDeque::new();
        loop {
            let message = self.hear().await?;
            if field(&message, "re") == id {
                before.append(&mut self.early);
                self.early = before;
                let kind = field(&message, "type").as_str().unwrap_or_default();
                return Ok((kind.to_owned(), field(&message, "body").clone()));
            }
            before.push_back(message);
        }
    }

    /// Closes with this code and does not wait.
    pub(super) async fn close(&mut self, code: u16) {
        let frame = CloseFrame {
            code: CloseCode::from(code),
            reason: "".into(),
        };
        // It may be gone already.
        let _ = self.socket.close(Some(frame)).await;
    }

    /// The code with which the peer closes.
    pub(super) async fn closed(&mut self) -> Result<u16, Fault> {
        let wait = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Close(frame))) => {
                        return frame.map_or(1005, |it| it.code.into());
                    }
                    Some(Ok(_)) => (),
                    Some(Err(_)) | None => return 1006,
                }
            }
        };
        let code = tokio::time::timeout(PATIENCE, wait).await;
        code.map_err(|_| Fault("it did not close the connection".to_owned()))
    }
}

/// A field of an object; null where there is none.
pub(super) fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}
