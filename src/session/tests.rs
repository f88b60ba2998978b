mod classic;
mod coming_back;
mod properties;
mod stages;
mod transcripts;
mod waiting;

use std::sync::Arc;

use bytestring::ByteString;
use serde_json::{Value, json};

use super::*;
use crate::messages::{Command, EvaluateInstruction, SourceFile};
use crate::protocol::native::{
    Claim, IsolationTold, LanguageTold, LimitsTold, ServerTold, Signer, decode,
};

const MS: Duration = Duration::from_millis(1);

fn signer() -> Signer {
    Signer::new(1, [7; 64])
}

fn greeting() -> Arc<Greeting> {
    Arc::new(Greeting {
        signer: signer(),
        limits: LimitsTold {
            source_bytes: 1_000,
            answer_bytes: 1_000,
            message_bytes: 1_000,
            messages_per_second: 100,
        },
        ping: Duration::from_secs(20),
        resume_window: Duration::from_mins(5),
        answer_timeout: Duration::from_secs(30),
        server: ServerTold {
            name: "test",
            version: "0",
            isolated: false,
            isolation: IsolationTold {
                tier: "D".to_owned(),
                not_held: Vec::new(),
                overridden: false,
            },
        },
        languages: vec![LanguageTold {
            id: "lua".to_owned(),
            title: "Lua".to_owned(),
            works: true,
            version: None,
            why_not: None,
            extension: "lua".to_owned(),
            editor_mode: "lua".to_owned(),
            starter: String::new(),
            instructions: true,
            is_built: false,
            functions: true,
        }],
        games: Vec::new(),
        ways: Vec::new(),
    })
}

/// A session with one client that is editor and player.
fn native() -> Session {
    let mut session = Session::native(Room::new("s1".to_owned(), 5, greeting()));
    let entrance = Entrance::New { reason: "new" };
    session.enter(Duration::ZERO, LinkId(1), &[], &entrance);
    session
}

fn say(session: &mut Session, now: Duration, link: u64, kind: &str, body: &Value) -> Vec<Action> {
    let frame = json!({"type": kind, "id": 1, "body": body}).to_string();
    let from = decode(&frame).unwrap();
    session.request(now, LinkId(link), from, || RunId(1))
}

fn start(session: &mut Session, more: &Value) -> Vec<Action> {
    let mut body = json!({"language": "lua", "files": [{"name": "main.lua", "text": ""}]});
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    say(session, Duration::ZERO, 1, "run.start", &body)
}

fn ready() -> EngineReady {
    EngineReady {
        capabilities: vec!["instruction".to_owned()],
        ..EngineReady::default()
    }
}

fn issued(line: &str) -> CommandIssued {
    CommandIssued {
        command: Command(ByteString::from(line)),
        at: None,
        stack: Vec::new(),
    }
}

fn ended(reason: EndReason) -> AttemptEnded {
    AttemptEnded {
        attempt: 1,
        end: RunEnd::without_process(reason, None),
    }
}

/// The messages among `actions` for a connection.
fn told(actions: &[Action], link: u64) -> Vec<Value> {
    let mut messages = Vec::new();
    for action in actions {
        if let Action::Send { to, frame } = action
            && to.0 == link
        {
            messages.push(serde_json::from_str(&frame.clone().into_text()).unwrap());
        }
    }
    messages
}

/// One action as a line of a transcript: what a client is told by its type alone.
fn line(action: &Action) -> String {
    match action {
        Action::AskToStart { attempt } => format!("ask {attempt}"),
        Action::Withdraw => "withdraw".to_owned(),
        Action::Launch { attempt, empty } => {
            format!("launch {attempt}{}", if *empty { " empty" } else { "" })
        }
        Action::Answer(answer) => format!("answer {}", answer.0),
        Action::Refuse(refusal) => format!("refuse {}", refusal.text),
        Action::Instruct(EvaluateInstruction { n, source }) => format!("instruct {n} {source}"),
        Action::Input(input) => format!("input {:?}", input.line),
        Action::StopProcess(cause) => format!("stop {cause:?}"),
        Action::Report(report) => format!("report {:?} {:?}", report.reason, report.stage),
        Action::Tell(what) => format!("tell {what:?}"),
        Action::Send { to, frame } => {
            let message: Value = serde_json::from_str(&frame.clone().into_text()).unwrap();
            let body = &message["body"];
            let kind = message["type"].as_str().unwrap();
            let detail = match kind {
                "run.state" => body["state"].as_str(),
                "run.ended" | "player.granted" | "player.revoked" => body["reason"].as_str(),
                "error" => body["code"].as_str(),
                "command" => body["action"].as_str().or(body["raw"].as_str()),
                _ => None,
            };
            let mark = ["redelivered", "replay"]
                .iter()
                .find(|it| body[**it] == true);
            let words = [Some(kind), detail, mark.copied()];
            let words: Vec<_> = words.into_iter().flatten().collect();
            format!("{} {}", to.0, words.join(" "))
        }
        Action::Close { to, why } => format!("{} closed {}", to.0, why.code()),
        Action::Leave => "leave".to_owned(),
    }
}

fn lines(actions: &[Action]) -> Vec<String> {
    actions.iter().map(line).collect()
}

fn done(n: u32) -> InstructionDone {
    InstructionDone {
        n,
        value: Some("1".to_owned()),
        error: None,
    }
}

/// A run whose engine is up.
fn running(more: &Value) -> Session {
    let mut session = native();
    start(&mut session, more);
    session.granted(MS);
    session.ready(MS, &ready());
    session
}
