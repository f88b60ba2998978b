//! Checks a client, as a server that is cut off, repeats itself and forgets.
//!
//! The client under test answers the command `count` with how often it has carried it out since
//! its stage was last cleared: 1, 2, 3 …. So a command that was played twice cannot hide.

use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::MaybeTlsStream;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::http::HeaderValue;

use super::super::print;
use super::Report;
use super::peer::{Fault, Peer, check, field};
use crate::protocol::native::SUBPROTOCOL;

/// How long the client may take to come, or to come back.
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

/// A server of its own for one client.
struct Stage {
    listener: TcpListener,
    seq: u64,
    cid: u64,
    tokens: u64,
    attempt: u64,
}

/// Plays every check against the client that connects to `address`.
pub(super) async fn examine(address: &str) -> Result<Report, String> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("cannot listen at `{address}`: {error}"))?;
    let bound = listener.local_addr().map_err(|error| error.to_string())?;
    print(&format!(
        "Connect the client to ws://{bound}/ws as a player. It answers the command `count` with how \
         often it has carried it out since its stage was last cleared.\n"
    ));
    let mut stage = Stage {
        listener,
        seq: 0,
        cid: 0,
        tokens: 0,
        attempt: 1,
    };
    let mut report = Report::default();
    stage.play(&mut report).await;
    Ok(report)
}

impl Stage {
    /// Every check, until one fails: what follows would only say so again.
    async fn play(&mut self, report: &mut Report) {
        let mut peer = self.first().await;
        report.note("it says hello first, as a player", outcome(&peer));
        macro_rules! play {
            ($fact:literal, $check:ident) => {
                let Ok(current) = peer else { return };
                peer = self.$check(current).await;
                report.note($fact, outcome(&peer));
            };
        }
        play!("it answers a command", answers);
        play!(
            "it passes over types and fields that it does not know",
            ignores
        );
        play!("it answers a ping with a pong of the same body", pongs);
        play!(
            "after a cut it comes back with its newest token and its position",
            comes_back
        );
        play!(
            "a command that is sent again is answered again and played once",
            repeats
        );
        play!(
            "told everything anew, it plays replayed commands and does not answer them",
            replays
        );
        play!("it clears its stage when asked, and says ok", resets);
        play!(
            "after 1012 it comes back, after 4501 without its token or not at all",
            closes
        );
    }
    async fn accept(&mut self) -> Result<Peer, Fault> {
        let waited = tokio::time::timeout(PATIENCE, self.listener.accept()).await;
        let accepted = waited.map_err(|_| Fault(format!("nobody came within {PATIENCE:?}")))?;
        let (stream, _) = accepted.map_err(|error| Fault(error.to_string()))?;
        let socket = handshake(MaybeTlsStream::Plain(stream)).await?;
        Ok(Peer::new(socket))
    }

    async fn first(&mut self) -> Result<Peer, Fault> {
        let mut peer = self.accept().await?;
        let hello = hello_of(&mut peer).await?;
        let roles = field(&hello, "roles").as_array();
        let plays = roles.is_none_or(|it| it.is_empty() || it.iter().any(|role| role == "player"));
        check(plays, || {
            format!("it does not ask for the role player: {hello}")
        })?;
        self.welcome(&mut peer, false).await?;
        Ok(peer)
    }

    async fn welcome(&mut self, peer: &mut Peer, resumed: bool) -> Result<(), Fault> {
        self.tokens += 1;
        let token = format!("token-{}", self.tokens);
        peer.say(&json!({"type": "welcome", "body": {
            "session": "conformance", "epoch": 7, "seq": self.seq, "resumed": resumed,
            "reason": if resumed { Value::Null } else { json!("new") }, "resume_token": token,
            "roles": ["editor", "player"], "attach_keys": {"player": "p", "observer": "o"},
            "limits": {"source_bytes": 1_048_576, "answer_bytes": 1_048_576, "message_bytes": 65_536, "messages_per_second": 1000},
            "ping_ms": 20_000, "resume_window_ms": 300_000,
            "server": {"name": "conformance", "version": "1", "isolated": false},
            "languages": [], "games": [],
        }}))
        .await?;
        let granted = json!({"type": "player.granted", "body": {"reason": "first"}});
        peer.say(&granted).await?;
        if !resumed {
            peer.say(&json!({"type": "session.state", "body": {
                "run": {"id": "r1", "state": "running", "attempt": self.attempt, "paused": false, "speed": 0, "commands": self.cid},
                "is_player": true, "stage_complete": true, "goals": [],
            }}))
            .await?;
        }
        Ok(())
    }

    async fn done(&self, peer: &mut Peer) -> Result<(), Fault> {
        peer.say(&json!({"type": "resume.done", "body": {"seq": self.seq}}))
            .await
    }

    fn count(&self, marks: &Value) -> Value {
        let mut body = json!({"cid": self.cid, "at": 0, "action": "count", "params": []});
        if let (Some(body), Some(marks)) = (body.as_object_mut(), marks.as_object()) {
            body.extend(marks.clone());
        }
        json!({"type": "command", "seq": self.seq, "run": "r1", "body": body})
    }

    async fn ask_count(&mut self, peer: &mut Peer, expected: u64) -> Result<(), Fault> {
        self.seq += 1;
        self.cid += 1;
        peer.say(&self.count(&json!({}))).await?;
        self.expect_count(peer, expected).await
    }

    async fn expect_count(&self, peer: &mut Peer, expected: u64) -> Result<(), Fault> {
        let result = peer.until("command.result").await?;
        check(field(&result, "cid") == self.cid, || {
            format!(
                "the answer names command {}, not {}",
                field(&result, "cid"),
                self.cid
            )
        })?;
        let value = field(&result, "value");
        let text = expected.to_string();
        let same = *value == expected || value.as_str() == Some(&text);
        check(same, || {
            format!("`count` was answered with {value} instead of {expected}")
        })
    }

    async fn answers(&mut self, mut peer: Peer) -> Result<Peer, Fault> {
        self.done(&mut peer).await?;
        self.ask_count(&mut peer, 1).await?;
        Ok(peer)
    }

    async fn ignores(&mut self, mut peer: Peer) -> Result<Peer, Fault> {
        peer.say(&json!({"type": "conformance.unknown", "body": {"x": 1}, "colour": "red"}))
            .await?;
        self.ask_count(&mut peer, 2).await?;
        Ok(peer)
    }

    async fn pongs(&mut self, mut peer: Peer) -> Result<Peer, Fault> {
        peer.say(&json!({"type": "ping", "body": {"ts": 1234}}))
            .await?;
        let pong = peer.until("pong").await?;
        check(field(&pong, "ts") == 1234, || {
            format!("the pong's body is {pong}")
        })?;
        Ok(peer)
    }

    async fn comes_back(&mut self, peer: Peer) -> Result<Peer, Fault> {
        drop(peer);
        let mut peer = self.accept().await?;
        let hello = hello_of(&mut peer).await?;
        let resume = field(&hello, "resume");
        let token = format!("token-{}", self.tokens);
        check(field(resume, "token") == token.as_str(), || {
            format!("it came back with {resume}")
        })?;
        check(
            field(resume, "epoch") == 7 && field(resume, "seq") == self.seq,
            || format!("its position is {resume}, the last event was {}", self.seq),
        )?;
        self.welcome(&mut peer, true).await?;
        self.done(&mut peer).await?;
        self.ask_count(&mut peer, 3).await?;
        Ok(peer)
    }

    async fn repeats(&mut self, peer: Peer) -> Result<Peer, Fault> {
        // The answer to the third was lost, as far as this server knows.
        drop(peer);
        let mut peer = self.accept().await?;
        hello_of(&mut peer).await?;
        self.welcome(&mut peer, true).await?;
        peer.say(&self.count(&json!({"redelivered": true}))).await?;
        self.done(&mut peer).await?;
        self.expect_count(&mut peer, 3).await?;
        self.ask_count(&mut peer, 4).await?;
        Ok(peer)
    }

    async fn replays(&mut self, peer: Peer) -> Result<Peer, Fault> {
        drop(peer);
        let mut peer = self.accept().await?;
        hello_of(&mut peer).await?;
        self.welcome(&mut peer, false).await?;
        let last = self.cid;
        for cid in 1..=last {
            self.cid = cid;
            peer.say(&self.count(&json!({"replay": true}))).await?;
        }
        self.done(&mut peer).await?;
        // The first answer that comes must be to this one: the stage was made again.
        self.ask_count(&mut peer, last + 1).await?;
        Ok(peer)
    }

    async fn resets(&mut self, mut peer: Peer) -> Result<Peer, Fault> {
        self.attempt += 1;
        let body = json!({"attempt": self.attempt});
        peer.say(&json!({"type": "stage.reset", "id": "reset-2", "run": "r1", "body": body}))
            .await?;
        loop {
            let message = peer.hear().await?;
            if field(&message, "type") == "ok" && field(&message, "re") == "reset-2" {
                break;
            }
        }
        self.ask_count(&mut peer, 1).await?;
        Ok(peer)
    }

    async fn closes(&mut self, mut peer: Peer) -> Result<Peer, Fault> {
        peer.close(1012).await;
        let mut peer = self.accept().await?;
        let hello = hello_of(&mut peer).await?;
        check(!field(&hello, "resume").is_null(), || {
            "after 1012 it did not resume".to_owned()
        })?;
        self.welcome(&mut peer, true).await?;
        self.done(&mut peer).await?;
        self.ask_count(&mut peer, 2).await?;
        peer.close(4501).await;
        let again = tokio::time::timeout(std::time::Duration::from_secs(3), self.accept()).await;
        if let Ok(Ok(mut again)) = again {
            let hello = hello_of(&mut again).await?;
            check(field(&hello, "resume").is_null(), || {
                "after 4501 it came back with the same token".to_owned()
            })?;
        }
        Ok(peer)
    }
}

fn outcome(peer: &Result<Peer, Fault>) -> Result<(), Fault> {
    peer.as_ref().map(drop).map_err(Fault::clone)
}

async fn hello_of(peer: &mut Peer) -> Result<Value, Fault> {
    let first = peer.hear().await?;
    check(field(&first, "type") == "hello", || {
        format!("its first message is {first}")
    })?;
    Ok(field(&first, "body").clone())
}

async fn handshake(
    stream: MaybeTlsStream<TcpStream>,
) -> Result<tokio_tungstenite::WebSocketStream<MaybeTlsStream<TcpStream>>, Fault> {
    #[expect(
        clippy::result_large_err,
        reason = "the library's callback has this shape"
    )]
    let choose = |request: &Request, mut response: Response| {
        let offered = request.headers().get("Sec-WebSocket-Protocol");
        let offers = offered.and_then(|it| it.to_str().ok()).unwrap_or_default();
        if offers.split(',').any(|it| it.trim() == SUBPROTOCOL) {
            let chosen = HeaderValue::from_static(SUBPROTOCOL);
            response
                .headers_mut()
                .insert("Sec-WebSocket-Protocol", chosen);
        }
        Ok(response)
    };
    Ok(tokio_tungstenite::accept_hdr_async(stream, choose).await?)
}
