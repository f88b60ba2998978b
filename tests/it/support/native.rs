//! A client of the native protocol that knows nothing of the server's code.

use std::collections::VecDeque;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::{HANG_GUARD, Server, extension_of};

/// One connection.
pub struct Native {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    early: VecDeque<Value>,
    last_id: u64,
    /// What `hello` was answered with.
    pub welcome: Value,
    /// The last event that came.
    pub seq: u64,
    /// The last console message that came.
    pub console_n: u64,
    /// Whether it lets holes between events pass, as who only looks on.
    pub passes_holes: bool,
}

impl Native {
    /// Connects and comes in as editor and player of a fresh session.
    pub async fn begin(server: &Server) -> Self {
        Self::hello(server, json!({})).await
    }

    /// Connects and comes in with this `hello`.
    pub async fn hello(server: &Server, hello: Value) -> Self {
        Self::hello_at(&server.addresses[0], hello).await
    }

    /// The same, by another way.
    pub async fn hello_at(address: &str, hello: Value) -> Self {
        let headers = [("Sec-WebSocket-Protocol", "livecoding.v2.json")];
        let mut client = Self::connect_to(address, &headers).await.unwrap();
        let seq = hello["resume"]["seq"].as_u64().unwrap_or(0);
        client.seq = seq;
        client.send("hello", hello).await;
        client.welcome = client.expect("welcome").await;
        if client.welcome["resumed"] == false {
            client.seq = client.welcome["seq"].as_u64().unwrap();
        }
        client
    }

    /// Connects without a word.
    pub async fn connect(server: &Server) -> Self {
        Self::connect_with(server, &[("Sec-WebSocket-Protocol", "livecoding.v2.json")])
            .await
            .unwrap()
    }

    /// Connects with these headers, or gives the status that refused it.
    pub async fn connect_with(
        server: &Server,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        Self::connect_to(&server.addresses[0], headers).await
    }

    async fn connect_to(address: &str, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let url = format!("ws://{address}/ws");
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let config = WebSocketConfig::default()
            .max_frame_size(None)
            .max_message_size(None);
        let connected = tokio_tungstenite::connect_async_with_config(request, Some(config), true);
        let connected = tokio::time::timeout(HANG_GUARD, connected).await;
        match connected.expect("a connection") {
            Ok((socket, _)) => Ok(Self {
                socket,
                early: VecDeque::new(),
                last_id: 0,
                welcome: Value::Null,
                seq: 0,
                console_n: 0,
                passes_holes: false,
            }),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => {
                Err(response.status().as_u16())
            }
            // Its own library refuses an answer that chose none of its protocols.
            Err(tokio_tungstenite::tungstenite::Error::Protocol(_)) => Err(101),
            Err(error) => panic!("{error}"),
        }
    }

    /// Comes back to the session that `earlier` was in, as its client would.
    pub async fn resume(server: &Server, earlier: &Self) -> Self {
        let mut client = Self::hello(server, earlier.position()).await;
        client.seq = earlier.seq;
        client.console_n = earlier.console_n;
        client
    }

    /// The `hello` with which it comes back.
    pub fn position(&self) -> Value {
        json!({"resume": {
            "token": self.welcome["resume_token"], "epoch": self.welcome["epoch"],
            "seq": self.seq, "console_n": self.console_n,
        }})
    }

    /// The `hello` of another page that joins the session with the key of this name.
    pub fn invitation(&self, key: &str, roles: &[&str]) -> Value {
        json!({"roles": roles, "attach": {
            "session": self.welcome["session"], "key": self.welcome["attach_keys"][key],
        }})
    }

    /// Sends a message.
    pub async fn send(&mut self, kind: &str, body: Value) {
        self.send_raw(json!({"type": kind, "body": body}).to_string())
            .await;
    }

    /// Sends any text; a closed socket is no error.
    pub async fn send_raw(&mut self, text: String) {
        let _ = self.socket.send(Message::text(text)).await;
    }

    /// Sends a request and gives the body of its `ok`, or of its `error`; what came before stays.
    pub async fn ask(&mut self, kind: &str, body: Value) -> Result<Value, Value> {
        self.last_id += 1;
        let id = self.last_id;
        self.send_raw(json!({"type": kind, "id": id, "body": body}).to_string())
            .await;
        let mut before = VecDeque::new();
        loop {
            let message = self.next().await.expect("an answer to the request");
            if message["re"] == json!(id) {
                before.append(&mut self.early);
                self.early = before;
                return match message["type"].as_str() {
                    Some("ok") => Ok(message["body"].clone()),
                    _ => Err(message["body"].clone()),
                };
            }
            before.push_back(message);
        }
    }

    /// Starts a run of one file.
    pub async fn run(&mut self, language: &str, program: &str) -> Value {
        self.run_with(language, program, json!({})).await
    }

    /// Starts a run of one file with more in its body.
    pub async fn run_with(&mut self, language: &str, program: &str, more: Value) -> Value {
        let name = format!("main.{}", extension_of(language));
        let mut body = json!({"language": language, "files": [{"name": name, "text": program}]});
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        self.ask("run.start", body).await.unwrap()
    }

    /// The next message but pings, which are answered; none once the socket is closed.
    pub async fn next(&mut self) -> Option<Value> {
        if let Some(message) = self.early.pop_front() {
            return Some(message);
        }
        // Pings do not count: a server that says nothing else for so long hangs.
        let read = tokio::time::timeout(HANG_GUARD, self.read()).await;
        let message = read.expect("a message, or the end")?;
        if let Some(seq) = message["seq"].as_u64() {
            let is_next = seq <= self.seq + 1 || self.passes_holes;
            assert!(is_next, "a hole after {}: {message}", self.seq);
            self.seq = self.seq.max(seq);
        }
        if let Some(n) = message["body"]["n"].as_u64() {
            self.console_n = n;
        }
        Some(message)
    }

    async fn read(&mut self) -> Option<Value> {
        loop {
            let text = match self.socket.next().await {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => continue,
            };
            let message: Value = serde_json::from_str(&text).unwrap();
            if message["type"] != "ping" {
                return Some(message);
            }
            self.send("pong", message["body"].clone()).await;
        }
    }

    /// The body of the next message, which must be of this type.
    pub async fn expect(&mut self, kind: &str) -> Value {
        let message = self.next().await;
        let message = message.unwrap_or_else(|| panic!("closed where `{kind}` belongs"));
        assert_eq!(message["type"], kind, "{message}");
        message["body"].clone()
    }

    /// The body of the next message of this type; what comes before is passed over.
    pub async fn until(&mut self, kind: &str) -> Value {
        self.until_where(kind, |_| true).await
    }

    /// The same, of the first that fits.
    pub async fn until_where(&mut self, kind: &str, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next().await;
            let message = message.unwrap_or_else(|| panic!("closed before `{kind}`"));
            if message["type"] == kind && fits(&message["body"]) {
                return message["body"].clone();
            }
        }
    }

    /// Waits until the run stands so.
    pub async fn state(&mut self, state: &str) -> Value {
        self.until_where("run.state", |body| body["state"] == state)
            .await
    }

    /// The next command, which must be this action.
    pub async fn command(&mut self, action: &str) -> Value {
        let command = self.until("command").await;
        assert_eq!(command["action"], action, "{command}");
        command
    }

    /// Answers a command.
    pub async fn answer(&mut self, command: &Value, value: impl Into<Value>) {
        let body = json!({"cid": command["cid"], "value": value.into()});
        self.send("command.result", body).await;
    }

    /// Answers every command with `ok` until the run has ended; gives the actions and the end.
    pub async fn play_to_the_end(&mut self) -> (Vec<String>, Value) {
        let mut actions = Vec::new();
        while let Some(message) = self.next().await {
            let body = message["body"].clone();
            match message["type"].as_str() {
                Some("command") => {
                    actions.push(body["action"].as_str().unwrap_or("raw").to_owned());
                    self.answer(&body, "ok").await;
                }
                Some("run.ended") => return (actions, body),
                _ => (),
            }
        }
        panic!("closed before the run ended");
    }

    /// The code with which the server closes; messages before it are passed over.
    pub async fn close_code(&mut self) -> Option<u16> {
        loop {
            let next = tokio::time::timeout(HANG_GUARD, self.socket.next()).await;
            match next.expect("a message, or the end") {
                Some(Ok(Message::Close(frame))) => return frame.map(|it| it.code.into()),
                Some(Err(_)) | None => return None,
                Some(Ok(_)) => (),
            }
        }
    }

    /// Leaves for good, in good order.
    pub async fn leave(mut self) {
        self.send("bye", json!({})).await;
        self.close_code().await;
        // The server may be gone.
        let _ = self.socket.close(None).await;
    }

    /// Cuts the connection without a word; what it knew stays.
    pub async fn lose(&mut self) {
        let MaybeTlsStream::Plain(stream) = self.socket.get_mut() else {
            panic!("no encrypted connection here");
        };
        // The error of a connection that is gone already is no matter.
        let _ = tokio::io::AsyncWriteExt::shutdown(stream).await;
    }
}
