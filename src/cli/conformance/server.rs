//! Checks a server, as a client that is cut off, repeats itself and comes twice.

use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;

use super::Report;
use super::peer::{Fault, Peer, check, field};
use crate::protocol::native::SUBPROTOCOL;

/// Loops over numbered commands in languages that a server may have.
const LOOPS: [(&str, &str, &str); 5] = [
    (
        "lua",
        "main.lua",
        "for i = 1, 200 do Engine.send('{\"move\":' .. i .. '}') end",
    ),
    (
        "javascript",
        "main.js",
        "for (let i = 1; i <= 200; i++) Engine.send(JSON.stringify({move: i}))",
    ),
    (
        "python",
        "main.py",
        "for i in range(1, 201): Engine.send('{\"move\":%d}' % i)",
    ),
    (
        "ruby",
        "main.rb",
        "1.upto(200) { |i| Engine.send(%({\"move\":#{i}})) }",
    ),
    (
        "nodejs",
        "main.js",
        "for (let i = 1; i <= 200; i++) Engine.send(JSON.stringify({move: i}))",
    ),
];

/// How to reach the server.
struct Target<'a> {
    url: &'a str,
    access_token: Option<&'a str>,
}

/// A connection that is in.
struct Visit {
    peer: Peer,
    welcome: Value,
}

/// Plays every check against the server at `url`.
pub(super) async fn examine(url: &str, access_token: Option<&str>) -> Report {
    let target = Target { url, access_token };
    let mut report = Report::default();
    report.note(
        "hello is answered with welcome, at position 0",
        hello(&target).await,
    );
    report.note(
        "a request gets one answer, an unknown type none",
        requests(&target).await,
    );
    report.note(
        "a frame that is no message closes with 4400, and the session goes on",
        bad_frame(&target).await,
    );
    report.note(
        "a program plays 200 commands in order",
        in_order(&target).await,
    );
    report.note(
        "20 cuts lose no command and repeat none",
        cuts(&target).await,
    );
    report.note(
        "an answer that is repeated counts once",
        repeats(&target).await,
    );
    report.note(
        "a stale token and a forged one are refused with 4501",
        stale(&target).await,
    );
    report.note(
        "a resume takes over at once and closes the other with 4509",
        replaced(&target).await,
    );
    report.note(
        "a second tab watches and takes over",
        two_tabs(&target).await,
    );
    report.note(
        "a step lets exactly so many commands pass",
        steps(&target).await,
    );
    report
}

impl Target<'_> {
    async fn connect(&self) -> Result<Peer, Fault> {
        let mut request = self.url.into_client_request()?;
        let headers = request.headers_mut();
        headers.insert(
            "Sec-WebSocket-Protocol",
            HeaderValue::from_static(SUBPROTOCOL),
        );
        if let Some(token) = self.access_token
            && let Ok(value) = HeaderValue::from_str(&format!("Bearer {token}"))
        {
            headers.insert("Authorization", value);
        }
        let (socket, _) = connect_async(request).await?;
        Ok(Peer::new(socket))
    }

    async fn enter(&self, hello: Value) -> Result<Visit, Fault> {
        let mut peer = self.connect().await?;
        peer.say(&json!({"type": "hello", "body": hello})).await?;
        let welcome = peer.until("welcome").await?;
        Ok(Visit { peer, welcome })
    }

    async fn back(&self, visit: &Visit) -> Result<Visit, Fault> {
        let mut back = self.enter(visit.position()).await?;
        back.peer.seq = visit.peer.seq;
        check(field(&back.welcome, "resumed") == true, || {
            format!(
                "the session was not resumed: {}",
                field(&back.welcome, "reason")
            )
        })?;
        Ok(back)
    }
}

impl Visit {
    fn position(&self) -> Value {
        json!({"resume": {
            "token": field(&self.welcome, "resume_token"), "epoch": field(&self.welcome, "epoch"),
            "seq": self.peer.seq, "console_n": 0,
        }})
    }

    /// Starts the loop in a language that works here.
    async fn run(&mut self, paused: bool) -> Result<(), Fault> {
        let languages = field(&self.welcome, "languages").as_array();
        let works = |id: &str| {
            let mut languages = languages.into_iter().flatten();
            languages.any(|it| field(it, "id") == id && field(it, "works") == true)
        };
        let found = LOOPS.iter().find(|(id, ..)| works(id));
        let Some((language, name, text)) = found else {
            let known: Vec<_> = LOOPS.iter().map(|it| it.0).collect();
            return Err(Fault(format!(
                "none of these languages works there: {}",
                known.join(", ")
            )));
        };
        let body = json!({
            "language": language, "paused": paused, "files": [{"name": name, "text": text}],
        });
        let (kind, body) = self.peer.ask("run.start", body).await?;
        check(kind == "ok", || format!("run.start was refused: {body}"))
    }

    async fn answer(&mut self, command: &Value) -> Result<(), Fault> {
        let body = json!({"cid": field(command, "cid"), "value": "ok"});
        self.peer
            .say(&json!({"type": "command.result", "body": body}))
            .await
    }

    async fn command(&mut self, number: u64) -> Result<Value, Fault> {
        let command = self.peer.until("command").await?;
        check(field(&command, "params") == number, || {
            format!(
                "command {number} was expected, {} came",
                field(&command, "params")
            )
        })?;
        Ok(command)
    }
}

async fn hello(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({"roles": ["editor", "player"]})).await?;
    let welcome = &visit.welcome;
    check(field(welcome, "seq") == 0, || {
        "`welcome` has no `seq` of 0".to_owned()
    })?;
    check(field(welcome, "resumed") == false, || {
        "`welcome` of a new session says that it resumed".to_owned()
    })?;
    for name in [
        "session",
        "epoch",
        "resume_token",
        "roles",
        "attach_keys",
        "limits",
        "ping_ms",
        "resume_window_ms",
        "languages",
    ] {
        check(!field(welcome, name).is_null(), || {
            format!("`welcome` lacks `{name}`")
        })?;
    }
    visit.peer.until("resume.done").await?;
    Ok(())
}

async fn requests(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({"colour": "red"})).await?;
    visit
        .peer
        .say(&json!({"type": "conformance.unknown", "body": {}}))
        .await?;
    for kind in ["conformance.unknown", "run.stop"] {
        let (answer, body) = visit.peer.ask(kind, json!({})).await?;
        check(answer == "error", || {
            format!("`{kind}` was answered with `{answer}`")
        })?;
        check(
            field(&body, "code").is_string() && field(&body, "text").is_string(),
            || format!("an error without code and text: {body}"),
        )?;
    }
    Ok(())
}

async fn bad_frame(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({})).await?;
    visit.peer.say_text("this is no JSON".to_owned()).await?;
    let code = visit.peer.closed().await?;
    check(code == 4400, || format!("it closed with {code}"))?;
    target.back(&visit).await.map(drop)
}

async fn in_order(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({})).await?;
    visit.run(false).await?;
    for number in 1..=200 {
        let command = visit.command(number).await?;
        check(field(&command, "cid") == number, || {
            format!("command {number} has the cid {}", field(&command, "cid"))
        })?;
        visit.answer(&command).await?;
    }
    let ended = visit.peer.until("run.ended").await?;
    check(field(&ended, "reason") == "finished", || {
        format!("the run ended as {ended}")
    })
}

async fn cuts(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({})).await?;
    visit.run(false).await?;
    let mut number = 1;
    while number <= 200 {
        let command = visit.peer.until("command").await?;
        let came = field(&command, "params").as_u64().unwrap_or(0);
        if came + 1 == number && field(&command, "redelivered") == true {
            // The answer was lost, or was not: it is repeated.
            visit.answer(&command).await?;
            continue;
        }
        check(came == number, || {
            format!("command {number} was expected, {came} came")
        })?;
        number += 1;
        let cut = number % 10 == 0;
        // Every other cut comes before the answer.
        if !cut || number % 20 == 0 {
            visit.answer(&command).await?;
        }
        if cut {
            visit = target.back(&visit).await?;
        }
    }
    let ended = visit.peer.until("run.ended").await?;
    check(field(&ended, "commands") == 200, || {
        format!("the run ended as {ended}")
    })
}

async fn repeats(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({})).await?;
    visit.run(false).await?;
    let first = visit.command(1).await?;
    visit.answer(&first).await?;
    visit.answer(&first).await?;
    let second = visit.command(2).await?;
    // The repeated answer to the first must not have answered this one.
    visit.peer.ask("run.pause", json!({})).await?;
    visit.answer(&first).await?;
    visit.answer(&second).await?;
    visit.peer.ask("run.resume", json!({})).await?;
    visit.command(3).await.map(drop)
}

async fn stale(target: &Target<'_>) -> Result<(), Fault> {
    let first = target.enter(json!({})).await?;
    let mut second = target.back(&first).await?;
    second.peer.ask("player.take", json!({})).await?;
    let token = field(&first.welcome, "resume_token")
        .as_str()
        .unwrap_or_default();
    let mut forged = second.position();
    if let Some(resume) = forged.get_mut("resume") {
        let digit = if token.ends_with('0') { "1" } else { "0" };
        let begin = token
            .get(..token.len().saturating_sub(1))
            .unwrap_or_default();
        *resume = json!({"token": format!("{begin}{digit}"), "epoch": 0, "seq": 0});
    }
    for (name, position) in [("stale", first.position()), ("forged", forged)] {
        let mut thief = target.connect().await?;
        thief
            .say(&json!({"type": "hello", "body": position}))
            .await?;
        let code = thief.closed().await?;
        check(code == 4501, || {
            format!("a {name} token was answered with {code}")
        })?;
    }
    let (kind, _) = second.peer.ask("player.take", json!({})).await?;
    check(kind == "ok", || {
        "the session did not survive a stale token".to_owned()
    })
}

async fn replaced(target: &Target<'_>) -> Result<(), Fault> {
    let mut first = target.enter(json!({})).await?;
    target.back(&first).await?;
    let code = first.peer.closed().await?;
    check(code == 4509, || {
        format!("the earlier connection was closed with {code}")
    })
}

async fn two_tabs(target: &Target<'_>) -> Result<(), Fault> {
    let mut first = target.enter(json!({})).await?;
    first.run(false).await?;
    let command = first.command(1).await?;
    let key = field(field(&first.welcome, "attach_keys"), "player");
    let attach = json!({"session": field(&first.welcome, "session"), "key": key});
    let mut second = target
        .enter(json!({"roles": ["player"], "attach": attach}))
        .await?;
    second.peer.until("resume.done").await?;
    let answer = json!({"cid": field(&command, "cid"), "value": "ok"});
    let (kind, _) = second.peer.ask("command.result", answer).await?;
    check(kind == "error", || {
        "a page that only watches could answer".to_owned()
    })?;
    second.peer.ask("player.take", json!({})).await?;
    first.peer.until("player.revoked").await?;
    let again = second.command(1).await?;
    check(field(&again, "redelivered") == true, || {
        "the outstanding command was not sent again".to_owned()
    })?;
    second.answer(&again).await?;
    second.command(2).await.map(drop)
}

async fn steps(target: &Target<'_>) -> Result<(), Fault> {
    let mut visit = target.enter(json!({})).await?;
    visit.run(true).await?;
    visit.peer.ask("run.step", json!({"count": 3})).await?;
    for number in 1..=3 {
        let command = visit.command(number).await?;
        visit.answer(&command).await?;
    }
    // Nothing follows but that it stands paused again.
    loop {
        let message = visit.peer.hear().await?;
        let kind = field(&message, "type");
        check(kind != "command", || {
            format!("a fourth command came: {message}")
        })?;
        if kind == "run.state" && field(field(&message, "body"), "state") == "paused" {
            return Ok(());
        }
    }
}
