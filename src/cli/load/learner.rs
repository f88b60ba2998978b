//! One learner: a connection and its program, every command of which is checked and answered.

use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::crowd::{Conditions, Phase};
use super::programs::answer;
use crate::protocol::native::SUBPROTOCOL;

/// How long the server may take for what is no command.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is read at once: a command is small, and a larger buffer is cleared each time.
const READ_BYTES: usize = 4 * 1024;

const CLOSED: &str = "the server closed the connection";

/// What is wrong.
pub(super) type Fault = String;

/// A learner whose program waits for its first answer, or who has none.
#[derive(Debug)]
pub(super) struct Learner {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    conditions: Rc<Conditions>,
    last_seq: u64,
    /// The command that waits for its answer.
    waiting: Option<Waiting>,
    answered_at: Option<Instant>,
    played: u64,
}

#[derive(Debug)]
struct Waiting {
    run: String,
    cid: u64,
}

/// As much of a message of the server's as matters here.
#[derive(Deserialize)]
struct Heard<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    seq: Option<u64>,
    run: Option<&'a str>,
    #[serde(borrow)]
    body: Option<&'a RawValue>,
}

/// The body of a command.
#[derive(Deserialize)]
struct Told {
    cid: u64,
    params: Option<Vec<u64>>,
}

/// What a frame led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    Command,
    Welcome,
    Ended,
    Closed,
    Other,
}

impl Learner {
    /// Connects, and starts the program.
    pub(super) async fn arrive(conditions: Rc<Conditions>) -> Result<Self, Fault> {
        let socket = timeout(PATIENCE, connect(&conditions)).await;
        let socket = socket.map_err(|_| format!("no connection within {PATIENCE:?}"))??;
        let mut learner = Self {
            socket,
            conditions,
            last_seq: 0,
            waiting: None,
            answered_at: None,
            played: 0,
        };
        learner
            .say(r#"{"type":"hello","body":{"client":{"name":"load"}}}"#.to_owned())
            .await?;
        learner.until(News::Welcome).await?;
        if let Some(program) = learner.conditions.program {
            let files = json!([{"name": program.file, "text": program.text}]);
            let start = json!({"type": "run.start", "id": 1,
                "body": {"language": program.language, "files": files}});
            let began = Instant::now();
            learner.say(start.to_string()).await?;
            learner.until(News::Command).await?;
            learner
                .conditions
                .tally
                .borrow_mut()
                .starts
                .add(began.elapsed());
        }
        Ok(learner)
    }

    /// Plays until the load is over, then stops the program and leaves.
    pub(super) async fn live(mut self, offset: Duration) -> Result<(), Fault> {
        let conditions = Rc::clone(&self.conditions);
        let mut phase = conditions.phase.clone();
        let tick = sleep(Duration::ZERO);
        tokio::pin!(tick);
        let mut next_tick = None;
        loop {
            let now = *phase.borrow_and_update();
            match now {
                Phase::Gathering => (),
                Phase::Playing { since } => {
                    self.answer_if_due(since + offset, &mut next_tick, tick.as_mut())
                        .await?;
                }
                Phase::Over => return self.leave().await,
            }
            let waits_for_tick = self.waiting.is_some() && now != Phase::Gathering;
            tokio::select! {
                frame = self.socket.next() => {
                    if self.heard(frame).await? == News::Closed {
                        return Err(CLOSED.to_owned());
                    }
                }
                () = tick.as_mut(), if waits_for_tick => (),
                changed = phase.changed() => {
                    if changed.is_err() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Answers the command that waits, at once or when it is its turn.
    async fn answer_if_due(
        &mut self,
        first: Instant,
        next_tick: &mut Option<Instant>,
        mut tick: std::pin::Pin<&mut Sleep>,
    ) -> Result<(), Fault> {
        if self.waiting.is_none() {
            return Ok(());
        }
        if let Some(period) = self.conditions.period {
            let due = *next_tick.get_or_insert(first);
            let now = Instant::now();
            if now < due {
                tick.as_mut().reset(due.into());
                return Ok(());
            }
            // Who is late does not hurry afterwards.
            *next_tick = Some((due + period).max(now));
        }
        self.answer().await
    }

    async fn answer(&mut self) -> Result<(), Fault> {
        let Some(Waiting { run, cid }) = self.waiting.take() else {
            return Ok(());
        };
        let value = answer(cid);
        let text = format!(
            r#"{{"type":"command.result","run":"{run}","body":{{"cid":{cid},"value":"{value}"}}}}"#
        );
        self.answered_at = Some(Instant::now());
        self.say(text).await
    }

    async fn leave(&mut self) -> Result<(), Fault> {
        if self.conditions.program.is_some() {
            self.say(r#"{"type":"run.stop","id":2}"#.to_owned()).await?;
            self.until(News::Ended).await?;
        }
        self.say(r#"{"type":"bye"}"#.to_owned()).await?;
        self.until(News::Closed).await
    }

    async fn until(&mut self, wanted: News) -> Result<(), Fault> {
        let until = async {
            loop {
                let frame = self.socket.next().await;
                match self.heard(frame).await? {
                    news if news == wanted => return Ok(()),
                    // Nothing comes any more.
                    News::Closed => return Err(CLOSED.to_owned()),
                    News::Command | News::Welcome | News::Ended | News::Other => (),
                }
            }
        };
        let came = timeout(PATIENCE, until).await;
        came.unwrap_or_else(|_| Err(format!("{wanted:?} did not come within {PATIENCE:?}")))
    }

    async fn heard(
        &mut self,
        frame: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>,
    ) -> Result<News, Fault> {
        let text = match frame {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Close(Some(frame)))) if u16::from(frame.code) != 1000 => {
                return Err(format!("the server closed with {}", u16::from(frame.code)));
            }
            Some(Ok(Message::Close(_))) | None => return Ok(News::Closed),
            Some(Ok(_)) => return Ok(News::Other),
            Some(Err(error)) => return Err(format!("the connection failed: {error}")),
        };
        let heard: Heard<'_> = serde_json::from_str(&text)
            .map_err(|error| format!("a message cannot be read: {error}"))?;
        let body = heard.body.map_or("{}", RawValue::get);
        if let Some(seq) = heard.seq {
            if seq != self.last_seq + 1 {
                return Err(format!(
                    "event {} is followed by event {seq}",
                    self.last_seq
                ));
            }
            self.last_seq = seq;
        }
        match heard.kind {
            "command" => {
                let run = heard.run.unwrap_or_default().to_owned();
                self.command(run, body)?;
                Ok(News::Command)
            }
            "ping" => {
                self.say(format!(r#"{{"type":"pong","body":{body}}}"#))
                    .await?;
                Ok(News::Other)
            }
            "welcome" => Ok(News::Welcome),
            "run.ended" if body.contains(r#""reason":"stopped""#) => Ok(News::Ended),
            "stage.reset" => Err("a program was started again".to_owned()),
            "run.ended" | "error" => Err(format!("`{}` came: {body}", heard.kind)),
            _ => Ok(News::Other),
        }
    }

    /// A command must be the next one of its program, and come after the answer to the one before.
    fn command(&mut self, run: String, body: &str) -> Result<(), Fault> {
        let told: Told = serde_json::from_str(body)
            .map_err(|error| format!("a command cannot be read: {error}"))?;
        if self.waiting.is_some() {
            return Err(format!(
                "command {} came before the answer to the one before",
                told.cid
            ));
        }
        self.played += 1;
        let expected = self.played;
        if told.cid != expected || told.params != Some(vec![expected]) {
            return Err(format!("command {expected} was expected, and {body} came"));
        }
        if let Some(answered_at) = self.answered_at {
            self.conditions.tally.borrow_mut().played(answered_at);
        }
        self.waiting = Some(Waiting { run, cid: told.cid });
        Ok(())
    }

    async fn say(&mut self, text: String) -> Result<(), Fault> {
        let said = self.socket.send(Message::text(text)).await;
        said.map_err(|error| format!("the connection failed: {error}"))
    }
}

async fn connect(
    conditions: &Conditions,
) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, Fault> {
    let mut request = conditions
        .url
        .as_str()
        .into_client_request()
        .map_err(|error| format!("`{}` is no address: {error}", conditions.url))?;
    let headers = request.headers_mut();
    headers.insert(
        "Sec-WebSocket-Protocol",
        HeaderValue::from_static(SUBPROTOCOL),
    );
    if let Some(token) = &conditions.access_token {
        let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
        let bearer = bearer.map_err(|_| "the access token is no header".to_owned())?;
        headers.insert("Authorization", bearer);
    }
    let config = WebSocketConfig::default().read_buffer_size(READ_BYTES);
    // Without Nagle's delay, as every client of a game would.
    let connected = connect_async_with_config(request, Some(config), true).await;
    let (socket, _) = connected.map_err(|error| format!("cannot connect: {error}"))?;
    Ok(socket)
}
