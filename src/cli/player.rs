//! A client without a socket: prints commands, or checks them, and answers.

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
    AnswerCommand, ConsolePrinted, LoadInterpreter, RefuseCommand, RunEnd, RunProgram,
    SelectLanguage, Source, StopRun, ToClient,
};
use crate::protocol::command::Meaning;

/// Lines of standard input read ahead.
const LINES_AHEAD: usize = 16;
/// Pieces of the program's own text that wait to be shown; more than one turn of its process.
const PRINTS_AHEAD: usize = 256;

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
}

/// What is said to a command.
enum Reply {
    Answer(String),
    Refuse(RefuseCommand),
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
            Self::Stage(stage) => return Some(play_on(stage, command)),
        };
        Some(Reply::Answer(answer))
    }
}

fn play_on(stage: &mut ScriptedStage, command: &str) -> Reply {
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
    match stage.play(&action, &params) {
        Ok(Value::String(text)) => Reply::Answer(text),
        Ok(Value::Null) => Reply::Answer(String::new()),
        Ok(value) => Reply::Answer(value.to_string()),
        Err(Refusal { code, text }) => Reply::Refuse(RefuseCommand { code, text }),
    }
}

/// What came of a run.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The commands, where they were not printed.
    pub(super) commands: Vec<String>,
    /// How it ended; none when the language does not work here.
    pub(super) end: Option<RunEnd>,
}

/// Plays `source` to its end.
pub(super) async fn play(
    shared: Shared,
    source: Source,
    answers: Answers,
    prints: bool,
) -> Outcome {
    let (done, outcome) = oneshot::channel();
    let player = Player {
        answers: Some(answers),
        prints,
        commands: Vec::new(),
        session: None,
        done: Some(done),
    };
    let player = player.start();
    let link = Box::new(Link {
        player: player.clone(),
        shows_console: prints,
    });
    let run = shared.next_run();
    let session = ClientSession::classic(run, shared, link).start();
    player.do_send(Begin { session, source });
    // The player answers unless it panicked.
    outcome.await.unwrap_or(Outcome {
        commands: Vec::new(),
        end: None,
    })
}

/// The client's actor.
struct Player {
    answers: Option<Answers>,
    prints: bool,
    commands: Vec<String>,
    session: Option<Addr<ClientSession>>,
    done: Option<oneshot::Sender<Outcome>>,
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

    fn cut(&self) {}

    fn last_heard(&self) -> Option<LastHeard> {
        None
    }

    fn console(&self) -> Option<Recipient<ConsolePrinted>> {
        self.shows_console.then(|| self.player.clone().recipient())
    }
}

impl Player {
    fn end(&mut self, end: Option<RunEnd>, ctx: &mut Context<Self>) {
        if let Some(done) = self.done.take() {
            let commands = std::mem::take(&mut self.commands);
            // Nobody may wait any more.
            let _ = done.send(Outcome { commands, end });
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
                if self.prints {
                    print(&format!("{}\n", command.0));
                } else {
                    self.commands.push(command.0.to_string());
                }
                self.answer(command.0, ctx);
            }
            ToClient::Notice(text) => eprint(&format!("livecoding: {text}\n")),
            ToClient::Ended(end) => self.end(Some(end), ctx),
        }
    }
}

impl Handler<ConsolePrinted> for Player {
    type Result = ();

    fn handle(&mut self, printed: ConsolePrinted, _: &mut Self::Context) {
        eprint(&String::from_utf8_lossy(&printed.bytes));
    }
}
