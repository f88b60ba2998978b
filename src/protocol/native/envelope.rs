//! One JSON object a text frame: what it is about, and its body.

use bytestring::ByteString;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use super::api::GameApi;
use super::client::{
    Beat, CommandProgress, CommandResult, Describe, Goal, Hello, Input, Nothing, RunExec,
    RunRecord, RunSpeed, RunStart, RunStep, StageJoin, StageOpen, StageSnapshot, Unwatch, Watch,
};
use super::server::{
    CommandTold, Console, ConsoleGap, Done, ErrorTold, ExecResult, InputRequest, LeaseTold, Notice,
    Refused, ResumeDone, StageReset, WatchEvent,
};
use super::standing::{RunEnded, RunState, SeatLeft, SeatTaken, SeatTold, SessionState};
use super::welcome::Welcome;

/// Longest id of a request, in bytes.
const ID_BYTES: usize = 64;

/// Names a request; whoever asks chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum Id {
    /// A number.
    Number(u64),
    /// A text of at most 64 bytes.
    Text(String),
}

/// What a client says, one variant a type.
#[derive(Clone, Debug, JsonSchema, TS)]
#[serde(tag = "type", content = "body")]
#[expect(missing_docs, reason = "each is told at its body")]
pub enum ClientMessage {
    #[serde(rename = "hello")]
    Hello(Hello),
    #[serde(rename = "pong")]
    Pong(Beat),
    #[serde(rename = "bye")]
    Bye(Nothing),
    #[serde(rename = "ok")]
    Ok(Nothing),
    #[serde(rename = "error")]
    Error(Nothing),
    #[serde(rename = "run.start")]
    RunStart(RunStart),
    #[serde(rename = "run.pause")]
    RunPause(Nothing),
    #[serde(rename = "run.resume")]
    RunResume(Nothing),
    #[serde(rename = "run.stop")]
    RunStop(Nothing),
    #[serde(rename = "run.step")]
    RunStep(RunStep),
    #[serde(rename = "run.speed")]
    RunSpeed(RunSpeed),
    #[serde(rename = "run.exec")]
    RunExec(RunExec),
    #[serde(rename = "run.record")]
    RunRecord(RunRecord),
    #[serde(rename = "command.result")]
    CommandResult(CommandResult),
    #[serde(rename = "command.progress")]
    CommandProgress(CommandProgress),
    #[serde(rename = "stage.snapshot")]
    StageSnapshot(StageSnapshot),
    #[serde(rename = "stage.open")]
    StageOpen(StageOpen),
    #[serde(rename = "stage.close")]
    StageClose(Nothing),
    #[serde(rename = "stage.join")]
    StageJoin(StageJoin),
    #[serde(rename = "stage.leave")]
    StageLeave(Nothing),
    #[serde(rename = "describe")]
    Describe(Describe),
    #[serde(rename = "goal")]
    Goal(Goal),
    #[serde(rename = "player.take")]
    PlayerTake(Nothing),
    #[serde(rename = "input")]
    Input(Input),
    #[serde(rename = "watch")]
    Watch(Watch),
    #[serde(rename = "unwatch")]
    Unwatch(Unwatch),
    #[serde(rename = "game.api")]
    GameApi(GameApi),
}

/// What the server says, one variant a type.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
#[serde(tag = "type", content = "body")]
#[expect(missing_docs, reason = "each is told at its body")]
pub enum ServerMessage {
    #[serde(rename = "welcome")]
    Welcome(Box<Welcome>),
    #[serde(rename = "session.state")]
    SessionState(Box<SessionState>),
    #[serde(rename = "resume.done")]
    ResumeDone(ResumeDone),
    #[serde(rename = "ping")]
    Ping(Beat),
    #[serde(rename = "ok")]
    Ok(Done),
    #[serde(rename = "error")]
    Error(Refused),
    #[serde(rename = "notice")]
    Notice(Notice),
    #[serde(rename = "run.state")]
    RunState(RunState),
    #[serde(rename = "exec.result")]
    ExecResult(Box<ExecResult>),
    #[serde(rename = "run.ended")]
    RunEnded(Box<RunEnded>),
    #[serde(rename = "stage.reset")]
    StageReset(StageReset),
    #[serde(rename = "command")]
    Command(Box<CommandTold>),
    #[serde(rename = "stage.joined")]
    StageJoined(SeatTaken),
    #[serde(rename = "stage.left")]
    StageLeft(SeatLeft),
    #[serde(rename = "stage.seat")]
    StageSeat(SeatTold),
    #[serde(rename = "stage.unseated")]
    StageUnseated(SeatTold),
    #[serde(rename = "stage.restore")]
    StageRestore(StageSnapshot),
    #[serde(rename = "describe")]
    Describe(Describe),
    #[serde(rename = "goal")]
    Goal(Goal),
    #[serde(rename = "player.granted")]
    PlayerGranted(LeaseTold),
    #[serde(rename = "player.revoked")]
    PlayerRevoked(LeaseTold),
    #[serde(rename = "console")]
    Console(Console),
    #[serde(rename = "console.gap")]
    ConsoleGap(ConsoleGap),
    #[serde(rename = "input.request")]
    InputRequest(InputRequest),
    #[serde(rename = "program.error")]
    ProgramError(Box<ErrorTold>),
    #[serde(rename = "watch.event")]
    WatchEvent(WatchEvent),
}

/// A message of the server's with what it is about.
///
/// The body stands last, so that a mark can be added to a text that is sent again.
#[derive(Clone, Debug, Serialize, JsonSchema, TS)]
pub struct FromServer {
    /// The number of a session's event: 1, 2, 3 …, no holes; absent on what is not logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub seq: Option<u64>,
    /// The stage that several programs share, on what concerns one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<String>,
    /// Which of the programs on that stage; such a message has no `seq`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub actor: Option<u32>,
    /// The run that it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub run: Option<String>,
    /// It is a request: answer `ok` with this as `re`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<Id>,
    /// The request that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub re: Option<Id>,
    /// What is said.
    #[serde(flatten)]
    pub message: ServerMessage,
}

impl FromServer {
    /// Only the message.
    pub fn plain(message: ServerMessage) -> Self {
        Self {
            seq: None,
            stage: None,
            actor: None,
            run: None,
            id: None,
            re: None,
            message,
        }
    }

    /// The answer to the request `re`.
    pub fn reply(re: Option<Id>, message: ServerMessage) -> Self {
        Self {
            re,
            ..Self::plain(message)
        }
    }

    /// The frame's text.
    pub fn encode(&self) -> ByteString {
        // Every map of ours has text keys, so it cannot fail to become JSON.
        serde_json::to_string(self).unwrap_or_default().into()
    }
}

/// The text of a command with a mark in its body.
pub fn marked(command: &str, mark: Mark) -> ByteString {
    let mark = match mark {
        Mark::Redelivered => r#","redelivered":true}}"#,
        Mark::Replay => r#","replay":true}}"#,
    };
    let body = command.strip_suffix("}}").unwrap_or(command);
    format!("{body}{mark}").into()
}

/// Why a command is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its answer may be lost.
    Redelivered,
    /// It is answered; the stage is made again.
    Replay,
}

/// A message of a client's with what it is about.
#[derive(Clone, Debug, JsonSchema, TS)]
pub struct FromClient {
    /// It wants an answer.
    #[ts(optional)]
    pub id: Option<Id>,
    /// It answers this request of the server's.
    #[ts(optional)]
    pub re: Option<Id>,
    /// The run that it concerns, where it says so.
    #[ts(optional)]
    pub run: Option<String>,
    /// The program that it answers, where several share the stage.
    #[ts(optional)]
    pub actor: Option<u32>,
    /// What is said.
    #[serde(flatten)]
    pub message: ClientMessage,
}

/// A frame that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is no JSON object with a `type`: the connection cannot go on.
    NoMessage(String),
    /// The body does not fit the type, or the type is not known and was asked for an answer.
    Refused(Option<Id>, Refused),
    /// A type that is not known, without an id: ignored.
    Ignored,
}

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(rename = "type")]
    kind: String,
    id: Option<Id>,
    re: Option<Id>,
    run: Option<String>,
    actor: Option<u32>,
    #[serde(borrow)]
    body: Option<&'a RawValue>,
}

/// Reads one frame.
///
/// # Errors
///
/// Says what is wrong with it, and to which request.
pub fn decode(frame: &str) -> Result<FromClient, Unclear> {
    let head: Head<'_> =
        serde_json::from_str(frame).map_err(|error| Unclear::NoMessage(error.to_string()))?;
    if matches!(&head.id, Some(Id::Text(id)) if id.len() > ID_BYTES) {
        let refused = refused(
            "bad_request",
            format!("`id` has more than {ID_BYTES} bytes"),
        );
        return Err(Unclear::Refused(None, refused));
    }
    let body = head.body.map_or("{}", RawValue::get);
    let message = match message(&head.kind, body) {
        Some(Ok(message)) => message,
        Some(Err(error)) => {
            let text = format!("the body of `{}` is not right: {error}", head.kind);
            return Err(Unclear::Refused(head.id, refused("bad_request", text)));
        }
        None if head.id.is_none() => return Err(Unclear::Ignored),
        None => {
            let kind: String = head.kind.chars().take(ID_BYTES).collect();
            let text = format!("there is no message of type `{kind}`");
            return Err(Unclear::Refused(head.id, refused("unknown_type", text)));
        }
    };
    Ok(FromClient {
        id: head.id,
        re: head.re,
        run: head.run,
        actor: head.actor,
        message,
    })
}

fn message(kind: &str, body: &str) -> Option<serde_json::Result<ClientMessage>> {
    use ClientMessage as To;
    Some(match kind {
        "hello" => read(body, To::Hello),
        "pong" => read(body, To::Pong),
        "bye" => Ok(To::Bye(Nothing {})),
        "ok" => Ok(To::Ok(Nothing {})),
        "error" => Ok(To::Error(Nothing {})),
        "run.start" => read(body, To::RunStart),
        "run.pause" => Ok(To::RunPause(Nothing {})),
        "run.resume" => Ok(To::RunResume(Nothing {})),
        "run.stop" => Ok(To::RunStop(Nothing {})),
        "run.step" => read(body, To::RunStep),
        "run.speed" => read(body, To::RunSpeed),
        "game.api" => read(body, To::GameApi),
        "run.exec" => read(body, To::RunExec),
        "run.record" => read(body, To::RunRecord),
        "command.result" => read(body, To::CommandResult),
        "command.progress" => read(body, To::CommandProgress),
        "stage.snapshot" => read(body, To::StageSnapshot),
        "stage.open" => read(body, To::StageOpen),
        "stage.close" => Ok(To::StageClose(Nothing {})),
        "stage.join" => read(body, To::StageJoin),
        "stage.leave" => Ok(To::StageLeave(Nothing {})),
        "describe" => read(body, To::Describe),
        "goal" => read(body, To::Goal),
        "player.take" => Ok(To::PlayerTake(Nothing {})),
        "input" => read(body, To::Input),
        "watch" => read(body, To::Watch),
        "unwatch" => read(body, To::Unwatch),
        _ => return None,
    })
}

fn read<T: DeserializeOwned>(
    body: &str,
    into: impl FnOnce(T) -> ClientMessage,
) -> serde_json::Result<ClientMessage> {
    serde_json::from_str(body).map(into)
}

/// A refusal that does not get better by itself.
pub fn refused(code: &str, text: impl Into<String>) -> Refused {
    Refused {
        code: code.to_owned(),
        text: text.into(),
        retryable: false,
        retry_after_ms: None,
    }
}
