//! The clients of a session, as the native protocol has them: what each is told, and in what order.

mod entering;

use std::sync::Arc;
use std::time::Duration;

use bytestring::ByteString;

use super::action::{Action, Frame, FrameKind, LinkId, millis};
use super::console::{Console, JOINED, Pace, Told};
use super::log::{CommandKey, EventLog, Journal};
use super::members::Members;
use super::record::Record;
use crate::game::Ways;
use crate::messages::{ConsolePrinted, ConsoleStream};
use crate::protocol::native::{
    self as native, Describe, FromServer, GameTold, Goal, Id, LanguageTold, LimitsTold, Mark, Role,
    RunEnded, ServerMessage, ServerTold, SessionState, Signer, StageReset, StageSnapshot, Stream,
};

/// Most goals that are remembered of a run.
const GOALS: usize = 64;

/// What is the same for every session of a server.
#[derive(Clone, Debug)]
pub struct Greeting {
    /// Signs tokens and keys.
    pub signer: Signer,
    /// What is refused beyond.
    pub limits: LimitsTold,
    /// Time between pings.
    pub ping: Duration,
    /// How long a session outlives its last connection.
    pub resume_window: Duration,
    /// How long an answer may take.
    pub answer_timeout: Duration,
    /// What answers.
    pub server: ServerTold,
    /// The languages.
    pub languages: Vec<LanguageTold>,
    /// The games.
    pub games: Vec<GameTold>,
    /// How runs deal with the actions of each game, by the game's id.
    pub ways: Vec<(String, Ways)>,
}

/// How somebody comes to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// It is the first.
    New {
        /// Why it did not come back to an earlier session.
        reason: &'static str,
    },
    /// It comes back.
    Back {
        /// As whom.
        member: u32,
        /// The number of its token.
        generation: u32,
        /// The epoch of the events that it knows.
        epoch: u32,
        /// The last of them.
        seq: u64,
        /// The last console message that it has.
        console_n: u64,
        /// Of which run.
        console_run: Option<String>,
    },
    /// It is the player of another session's stage, at which this one has a seat or is about to.
    Stage {
        /// The session whose stage it is.
        stage: String,
    },
    /// It joins with a key.
    Joins {
        /// What the key is for.
        key: Role,
    },
}

/// What a session tells somebody who cannot be told by events alone.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct Standing {
    pub(in crate::session) state: Option<SessionState>,
    /// The run that the stage belongs to, and its outstanding command.
    pub(in crate::session) outstanding: Option<CommandKey>,
    pub(in crate::session) resetting: Option<u32>,
}

/// The clients of one session.
#[derive(Debug)]
pub struct Room {
    id: String,
    epoch: u32,
    greeting: Arc<Greeting>,
    log: EventLog,
    pub(in crate::session) members: Members,
    console: Console,
    console_due: Option<Duration>,
    journal: Journal,
    pub(in crate::session) record: Record,
    /// The command that was sent last.
    last_command: Option<(CommandKey, ByteString)>,
    pub(in crate::session) snapshot: Option<StageSnapshot>,
    pub(in crate::session) describe: Option<Describe>,
    pub(in crate::session) goals: Vec<Goal>,
    /// The run that events concern, and when it began.
    run: Option<(String, Duration)>,
    /// Who is being told what it missed.
    catching_up: Option<LinkId>,
    pub(in crate::session) actions: Vec<Action>,
}

impl Room {
    /// An empty room.
    pub fn new(id: String, epoch: u32, greeting: Arc<Greeting>) -> Self {
        Self {
            id,
            epoch,
            greeting,
            log: EventLog::default(),
            members: Members::default(),
            console: Console::default(),
            console_due: None,
            journal: Journal::default(),
            record: Record::default(),
            last_command: None,
            snapshot: None,
            describe: None,
            goals: Vec::new(),
            run: None,
            catching_up: None,
            actions: Vec::new(),
        }
    }

    /// The session's id.
    pub(in crate::session) fn id(&self) -> &str {
        &self.id
    }

    /// What is the same for every session.
    pub fn greeting(&self) -> &Arc<Greeting> {
        &self.greeting
    }

    /// Something of what is the same for every session is another.
    pub(in crate::session) fn renew(&mut self, greeting: Arc<Greeting>) {
        self.greeting = greeting;
    }

    /// A run begins: nothing of the one before concerns it.
    pub(in crate::session) fn begin_run(&mut self, run: String, now: Duration) {
        self.run = Some((run, now));
        self.console = Console::default();
        self.console_due = None;
        self.members.begin_console();
        self.clear_stage();
    }

    /// The stage is as it was before the first command.
    pub(in crate::session) fn clear_stage(&mut self) {
        self.journal = Journal::default();
        self.record = Record::default();
        self.last_command = None;
        self.snapshot = None;
        self.describe = None;
        self.goals.clear();
    }

    /// The page gave a picture of its stage.
    pub(in crate::session) fn keep_snapshot(&mut self, snapshot: StageSnapshot) {
        self.journal.snapshot(snapshot.cid);
        if let Some((key, text)) = &self.last_command
            && !self.journal.is_whole()
            && key.cid <= snapshot.cid + 1
        {
            // Nothing that is lost is needed any more.
            self.journal = Journal::default();
            if key.cid > snapshot.cid {
                self.journal.push(key.cid, text.clone());
            }
        }
        self.snapshot = Some(snapshot);
    }

    /// A goal was told.
    pub(in crate::session) fn keep_goal(&mut self, goal: Goal) {
        self.goals.retain(|it| it.goal != goal.goal);
        if self.goals.len() < GOALS {
            self.goals.push(goal);
        }
    }

    /// Whether the stage can be made again from what is kept.
    pub(in crate::session) fn stage_is_whole(&self) -> bool {
        self.journal.is_whole()
    }

    // ---- what is told ----------------------------------------------------------------------

    /// Tells everybody a numbered event.
    pub(in crate::session) fn publish(&mut self, kind: FrameKind, message: ServerMessage) {
        self.log_and_send(kind, message, None);
    }

    /// Sends a command: what was printed before it comes first.
    pub(in crate::session) fn play(
        &mut self,
        now: Duration,
        key: CommandKey,
        message: ServerMessage,
    ) {
        self.flush_console(now, Pace::Level);
        let text = self.log_and_send(FrameKind::Command, message, Some(key));
        self.journal.push(key.cid, text.clone());
        self.record.push(key.cid, text.clone());
        self.last_command = Some((key, text));
    }

    fn log_and_send(
        &mut self,
        kind: FrameKind,
        message: ServerMessage,
        command: Option<CommandKey>,
    ) -> ByteString {
        let event = FromServer {
            seq: Some(self.log.next_seq()),
            run: self.run.as_ref().map(|(run, _)| run.clone()),
            ..FromServer::plain(message)
        };
        let text = event.encode();
        self.log.push(text.clone(), command);
        for link in self.members.links() {
            if let Some(text) = self.text_for(link, &event, &text) {
                self.push(link, text, kind);
            }
        }
        text
    }

    /// Tells everybody what is no event.
    pub(in crate::session) fn announce(&mut self, message: &ServerMessage) {
        for link in self.members.links() {
            self.send(link, &FromServer::plain(message.clone()));
        }
    }

    /// Asks the player to clear its stage.
    pub(in crate::session) fn ask_reset(&mut self, attempt: u32) {
        let Some(link) = self.members.player_link() else {
            return;
        };
        let ask = FromServer {
            id: Some(reset_id(attempt)),
            run: self.run.as_ref().map(|(run, _)| run.clone()),
            ..FromServer::plain(ServerMessage::StageReset(StageReset { attempt }))
        };
        self.send(link, &ask);
    }

    /// The program printed something.
    pub(in crate::session) fn print(&mut self, now: Duration, printed: &ConsolePrinted) {
        let began = self.run.as_ref().map_or(now, |(_, began)| *began);
        self.console.print(printed, now.saturating_sub(began));
        self.console_due.get_or_insert(now + JOINED);
    }

    /// Tells everybody what was printed, as far as `pace` lets it.
    pub(in crate::session) fn flush_console(&mut self, now: Duration, pace: Pace) {
        if self.console_due.is_none() && pace == Pace::Level {
            return;
        }
        self.console.close();
        for link in self.members.links() {
            self.tell_console(link, now, pace);
        }
        // Also whose socket is full now: it gets the rest when it reads again.
        let console = &self.console;
        let behind = self
            .members
            .any_cursor(|cursor| console.is_ahead_of(cursor));
        self.console_due = behind.then_some(now + JOINED);
    }

    /// When the console has something to tell.
    pub(in crate::session) fn console_due(&self) -> Option<Duration> {
        self.console_due
    }

    fn tell_console(&mut self, link: LinkId, now: Duration, pace: Pace) {
        let mut cursors = self.members.cursors();
        let Some((_, cursor)) = cursors.find(|(it, _)| *it == link) else {
            return;
        };
        let told = self.console.tell(cursor, now, pace);
        drop(cursors);
        let kind = match pace {
            // All that is kept, and no more: a client that reads is not too slow for it.
            Pace::All => FrameKind::CatchUp,
            Pace::Level | Pace::Limited => FrameKind::Other,
        };
        for told in told {
            let message = match told {
                Told::Message(message) => ServerMessage::Console(native::Console {
                    n: message.n,
                    stream: match message.stream {
                        ConsoleStream::Stdout => Stream::Stdout,
                        ConsoleStream::Stderr => Stream::Stderr,
                    },
                    text: message.text,
                    at: millis(message.at),
                }),
                Told::Gap(gap) => ServerMessage::ConsoleGap(native::ConsoleGap {
                    from_n: gap.from_n,
                    to_n: gap.to_n,
                    bytes: gap.bytes,
                }),
            };
            let told = FromServer {
                run: self.run.as_ref().map(|(run, _)| run.clone()),
                ..FromServer::plain(message)
            };
            self.push(link, told.encode(), kind);
        }
    }

    fn place_cursor(&mut self, link: LinkId, n: u64) {
        let after = self.console.cursor_after(n);
        for (it, cursor) in self.members.cursors() {
            if it == link {
                *cursor = after;
            }
        }
    }

    /// Sends what concerns one connection.
    pub(in crate::session) fn send(&mut self, to: LinkId, message: &FromServer) {
        let text = message.encode();
        if let Some(text) = self.text_for(to, message, &text) {
            self.push(to, text, FrameKind::Other);
        }
    }

    /// What of a message is for this connection: another session's stage is told what it plays,
    /// and nothing of the learner's.
    fn text_for(
        &self,
        link: LinkId,
        message: &FromServer,
        text: &ByteString,
    ) -> Option<ByteString> {
        if !self.members.is_host(link) {
            return Some(text.clone());
        }
        if let ServerMessage::RunEnded(ended) = &message.message {
            let ended = RunEnded {
                error: None,
                ..(**ended).clone()
            };
            let ended = FromServer {
                message: ServerMessage::RunEnded(Box::new(ended)),
                ..message.clone()
            };
            return Some(ended.encode());
        }
        let is_of_play = matches!(
            message.message,
            ServerMessage::Command(_)
                | ServerMessage::StageReset(_)
                | ServerMessage::RunState(_)
                | ServerMessage::Ok(_)
                | ServerMessage::Error(_)
        );
        is_of_play.then(|| text.clone())
    }

    fn push(&mut self, to: LinkId, text: ByteString, kind: FrameKind) {
        self.push_marked(to, text, None, kind);
    }

    fn push_marked(&mut self, to: LinkId, text: ByteString, mark: Option<Mark>, kind: FrameKind) {
        let kind = if self.catching_up == Some(to) {
            FrameKind::CatchUp
        } else {
            kind
        };
        let frame = Frame { text, mark, kind };
        self.actions.push(Action::Send { to, frame });
    }
}

/// The id of the request to clear a stage.
pub(in crate::session) fn reset_id(attempt: u32) -> Id {
    Id::Text(format!("reset-{attempt}"))
}
