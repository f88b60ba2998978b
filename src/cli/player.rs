//! A client without a socket: prints commands, or checks them, and answers; or has somebody else
//! answer, who may hear several programs.

use std::collections::VecDeque;
use std::io::BufRead as _;

use actix::prelude::*;
use bytestring::ByteString;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

use super::{eprint, print};
use crate::actors::session::{ClientLink, ClientSession, LastHeard, Shared};
use crate::game::{Refusal, ScriptedStage};
use crate::messages::{
    AnswerCommand, ConsolePrinted, EngineReady, LoadInterpreter, RefuseCommand, RunEnd, RunProgram,
    SelectLanguage, Source, StopRun, ToClient,
};
use crate::protocol::command::Meaning;

/// Lines of standard input read ahead.
const LINES_AHEAD: usize = 16;
/// Pieces of the program's own text that wait to be shown; more than one turn of its process.
const PRINTS_AHEAD: usize = 256;
/// Most of a program's own text that is kept, in bytes.
const CONSOLE_KEPT_BYTES: usize = 64 * 1024;
/// Most commands of a program that are kept to be compared.
const COMMANDS_KEPT: usize = 100_000;
/// What programs say that waits to be heard: each of 16 says at most three things before it is
/// answered.
pub(super) const EVENTS_AHEAD: usize = 3 * 16;

/// Where answers come from.
#[derive(Debug)]
pub(super) enum Answers {
    /// Lines of standard input; its end stops the run.
    Terminal(mpsc::Receiver<String>),
    /// Always this one.
    Same(String),
    /// These in order, then empty ones.
    Listed(VecDeque<String>),
    /// A stage without a page.
    Stage(Box<ScriptedStage>),
    /// Whoever hears this seat.
    Seat(Seat),
}

/// A place of a program among those that are heard.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// Which.
    pub(super) number: u32,
    /// Who hears it.
    pub(super) events: mpsc::Sender<Event>,
}

/// What a program on a seat says.
#[derive(Debug)]
pub(super) enum Event {
    /// It is about to begin.
    Ready(u32),
    /// It asks.
    Asked(Asked),
    /// It has ended.
    Ended(u32, Outcome),
}

/// A command; a program whose command is dropped is stopped.
#[derive(Debug)]
pub(super) struct Asked {
    /// From which seat.
    pub(super) seat: u32,
    /// The command's line.
    pub(super) command: String,
    /// Takes the answer.
    pub(super) reply: oneshot::Sender<Reply>,
}

/// Where the program's own text goes, and its commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Console {
    /// To the terminal.
    Terminal,
    /// The first of it is kept.
    Kept,
    /// Nowhere.
    Nowhere,
}

/// What is said to a command.
#[derive(Debug)]
pub(super) enum Reply {
    /// A value, as programs read it.
    Answer(String),
    /// No.
    Refuse(RefuseCommand),
}

impl Reply {
    /// An answer as programs read it.
    pub(super) fn of(answer: Result<Value, Refusal>) -> Self {
        match answer {
            Ok(Value::String(text)) => Self::Answer(text),
            Ok(Value::Null) => Self::Answer(String::new()),
            Ok(value) => Self::Answer(value.to_string()),
            Err(Refusal { code, text }) => Self::Refuse(RefuseCommand { code, text }),
        }
    }
}

impl Answers {
    /// Reads standard input in a thread of its own.
    pub(super) fn from_terminal() -> Self {
        let (lines, answers) = mpsc::channel(LINES_AHEAD);
        // Blocked in a read it ends with the process.
        std::thread::spawn(move || {
            for line in std::io::stdin().lock().lines() {
                let Ok(line) = line else { return };
                if lines.blocking_send(line).is_err() {
                    return;
                }
            }
        });
        Self::Terminal(answers)
    }

    async fn next(&mut self, command: &str) -> Option<Reply> {
        let answer = match self {
            Self::Terminal(lines) => lines.recv().await?,
            Self::Same(text) => text.clone(),
            Self::Listed(texts) => texts.pop_front().unwrap_or_default(),
            Self::Stage(stage) => {
                let (action, params) = action_of(command);
                return Some(Reply::of(stage.play(&action, &params)));
            }
            Self::Seat(seat) => {
                let (reply, replied) = oneshot::channel();
                let asked = Event::Asked(Asked {
                    seat: seat.number,
                    command: command.to_owned(),
                    reply,
                });
                seat.events.send(asked).await.ok()?;
                return replied.await.ok();
            }
        };
        Some(Reply::Answer(answer))
    }
}

/// What a command asks for, and with what.
pub(super) fn action_of(command: &str) -> (String, Vec<Value>) {
    let (action, params) = match Meaning::of(command) {
        Meaning::Action { action, params, .. } => (action, params),
        Meaning::Raw => (command.to_owned(), None),
    };
    let params = params.map(|it| serde_json::from_str(it.get()));
    let params: Vec<Value> = match params {
        Some(Ok(Value::Array(params))) => params,
        Some(Ok(other)) => vec![other],
        Some(Err(_)) | None => Vec::new(),
    };
    (action, params)
}

/// What came of a run.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The commands, where they were not printed.
    pub(super) commands: Vec<String>,
    /// The program's own text, where it is kept.
    pub(super) console: Vec<u8>,
    /// How it ended; none when the language does not work here.
    pub(super) end: Option<RunEnd>,
}

/// Plays `source` to its end.
pub(super) async fn play(
    shared: Shared,
    source: Source,
    answers: Answers,
    console: Console,
) -> Outcome {
    let (done, outcome) = oneshot::channel();
    start(shared, source, answers, console, Done::Once(done));
    // The player answers unless it panicked.
    outcome.await.unwrap_or_default()
}

/// Starts `source` on a seat; its end is the last that is heard of it.
pub(super) fn sit(shared: Shared, source: Source, seat: Seat, console: Console) -> Stopper {
    let done = Done::Heard(seat.clone());
    Stopper(start(shared, source, Answers::Seat(seat), console, done))
}

/// Stops a program, whatever it does.
#[derive(Debug)]
pub(super) struct Stopper(Addr<Player>);

impl Stopper {
    /// Stops it; its end is told as any other.
    pub(super) fn stop(&self) {
        self.0.do_send(StopRun);
    }
}

fn start(
    shared: Shared,
    source: Source,
    answers: Answers,
    console: Console,
    done: Done,
) -> Addr<Player> {
    let player = Player {
        answers: Some(answers),
        console,
        outcome: Outcome::default(),
        session: None,
        done: Some(done),
    };
    let player = player.start();
    let link = Box::new(Link {
        player: player.clone(),
        shows_console: console != Console::Nowhere,
    });
    let run = shared.next_run();
    let session = ClientSession::classic(run, shared, link).start();
    player.do_send(Begin { session, source });
    player
}

/// Who is told the end.
#[derive(Debug)]
enum Done {
    Once(oneshot::Sender<Outcome>),
    Heard(Seat),
}

/// The client's actor.
struct Player {
    answers: Option<Answers>,
    console: Console,
    outcome: Outcome,
    session: Option<Addr<ClientSession>>,
    done: Option<Done>,
}

#[derive(Debug)]
struct Link {
    player: Addr<Player>,
    shows_console: bool,
}

/// The session is there; play.
#[derive(Message)]
#[rtype(result = "()")]
struct Begin {
    session: Addr<ClientSession>,
    source: Source,
}

impl ClientLink for Link {
    fn tell(&self, what: ToClient) -> Result<(), String> {
        self.player
            .try_send(what)
            .map_err(|error| error.to_string())
    }

    fn ready(&self) {
        self.player.do_send(EngineReady::default());
    }

    fn cut(&self) {}

    fn last_heard(&self) -> Option<LastHeard> {
        None
    }

    fn console(&self) -> Option<Recipient<ConsolePrinted>> {
        self.shows_console.then(|| self.player.clone().recipient())
    }
}

impl Player {
    fn keep(&mut self, text: &[u8]) {
        let kept = &mut self.outcome.console;
        let room = CONSOLE_KEPT_BYTES.saturating_sub(kept.len());
        kept.extend(text.iter().take(room));
    }

    fn end(&mut self, end: Option<RunEnd>, ctx: &mut Context<Self>) {
        let mut outcome = std::mem::take(&mut self.outcome);
        outcome.end = end;
        // Nobody may wait any more.
        match self.done.take() {
            Some(Done::Once(done)) => drop(done.send(outcome)),
            Some(Done::Heard(seat)) => {
                let ended = Event::Ended(seat.number, outcome);
                drop(seat.events.try_send(ended));
            }
            None => (),
        }
        ctx.stop();
    }

    fn answer(&mut self, command: ByteString, ctx: &mut Context<Self>) {
        let Some(mut answers) = self.answers.take() else {
            return;
        };
        let next = async move { (answers.next(&command).await, answers) };
        ctx.spawn(next.into_actor(self).map(|(answer, answers), this, _| {
            this.answers = Some(answers);
            let Some(session) = &this.session else { return };
            match answer {
                Some(Reply::Answer(text)) => session.do_send(AnswerCommand(text.into())),
                Some(Reply::Refuse(refusal)) => session.do_send(refusal),
                None => session.do_send(StopRun),
            }
        }));
    }
}

impl Actor for Player {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(PRINTS_AHEAD);
    }
}

impl Handler<Begin> for Player {
    type Result = ();

    fn handle(&mut self, Begin { session, source }: Begin, _: &mut Self::Context) {
        let program = RunProgram(source.main().to_owned().into());
        session.do_send(SelectLanguage(source.language));
        session.do_send(LoadInterpreter(source.interpreter));
        session.do_send(program);
        self.session = Some(session);
    }
}

impl Handler<ToClient> for Player {
    type Result = ();

    fn handle(&mut self, what: ToClient, ctx: &mut Self::Context) {
        match what {
            ToClient::Accepted | ToClient::Ping => (),
            ToClient::LanguageRefused => self.end(None, ctx),
            ToClient::Play(command) => {
                if self.console == Console::Terminal {
                    print(&format!("{}\n", command.0));
                } else if self.outcome.commands.len() < COMMANDS_KEPT {
                    self.outcome.commands.push(command.0.to_string());
                }
                self.answer(command.0, ctx);
            }
            ToClient::Notice(text) if self.console == Console::Kept => {
                self.keep(format!("livecoding: {text}\n").as_bytes());
            }
            ToClient::Notice(text) => eprint(&format!("livecoding: {text}\n")),
            ToClient::Ended(end) => self.end(Some(end), ctx),
        }
    }
}

impl Handler<ConsolePrinted> for Player {
    type Result = ();

    fn handle(&mut self, printed: ConsolePrinted, _: &mut Self::Context) {
        match self.console {
            Console::Terminal => eprint(&String::from_utf8_lossy(&printed.bytes)),
            Console::Kept => self.keep(&printed.bytes),
            Console::Nowhere => (),
        }
    }
}

impl Handler<EngineReady> for Player {
    type Result = ();

    fn handle(&mut self, _: EngineReady, _: &mut Self::Context) {
        if let Some(Done::Heard(seat)) = &self.done {
            // What a seat says has room until it is answered.
            let _ = seat.events.try_send(Event::Ready(seat.number));
        }
    }
}

impl Handler<StopRun> for Player {
    type Result = ();

    fn handle(&mut self, stop: StopRun, _: &mut Self::Context) {
        if let Some(session) = &self.session {
            session.do_send(stop);
        }
    }
}
