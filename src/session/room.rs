//! The clients of a session, as the native protocol has them: what each is told, and in what order.

use std::sync::Arc;
use std::time::Duration;

use bytestring::ByteString;

use super::action::{Action, Frame, FrameKind, LinkId, millis};
use super::console::{Console, Cursor, JOINED, Pace, Told};
use super::log::{CommandKey, EventLog, Journal};
use super::members::Members;
use crate::messages::{ConsolePrinted, ConsoleStream};
use crate::protocol::native::{
    self as native, AttachKeys, Claim, Close, Describe, FromServer, GameTold, Goal, Id,
    LanguageTold, LeaseTold, LimitsTold, Mark, Refused, ResumeDone, Role, ServerMessage,
    ServerTold, SessionState, Signer, StageReset, StageSnapshot, Stream, Welcome,
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
    /// It joins with a key.
    Joins {
        /// What the key is for.
        key: Role,
    },
}

/// Who somebody is, and the event after which it is to be told; or why it is told everything.
type Admitted = (u32, Result<u64, &'static str>);

/// What a session tells somebody who cannot be told by events alone.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    pub(super) state: Option<SessionState>,
    /// The run that the stage belongs to, and its outstanding command.
    pub(super) outstanding: Option<CommandKey>,
    pub(super) resetting: Option<u32>,
}

/// The clients of one session.
#[derive(Debug)]
pub struct Room {
    id: String,
    epoch: u32,
    greeting: Arc<Greeting>,
    log: EventLog,
    pub(super) members: Members,
    console: Console,
    console_due: Option<Duration>,
    journal: Journal,
    /// The command that was sent last.
    last_command: Option<(CommandKey, ByteString)>,
    pub(super) snapshot: Option<StageSnapshot>,
    pub(super) describe: Option<Describe>,
    pub(super) goals: Vec<Goal>,
    /// The run that events concern, and when it began.
    run: Option<(String, Duration)>,
    /// Who is being told what it missed.
    catching_up: Option<LinkId>,
    pub(super) actions: Vec<Action>,
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
            last_command: None,
            snapshot: None,
            describe: None,
            goals: Vec::new(),
            run: None,
            catching_up: None,
            actions: Vec::new(),
        }
    }

    /// What is the same for every session.
    pub fn greeting(&self) -> &Arc<Greeting> {
        &self.greeting
    }

    /// A run begins: nothing of the one before concerns it.
    pub(super) fn begin_run(&mut self, run: String, now: Duration) {
        self.run = Some((run, now));
        self.console = Console::default();
        self.console_due = None;
        self.members.begin_console();
        self.clear_stage();
    }

    /// The stage is as it was before the first command.
    pub(super) fn clear_stage(&mut self) {
        self.journal = Journal::default();
        self.last_command = None;
        self.snapshot = None;
        self.describe = None;
        self.goals.clear();
    }

    /// The page gave a picture of its stage.
    pub(super) fn keep_snapshot(&mut self, snapshot: StageSnapshot) {
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
    pub(super) fn keep_goal(&mut self, goal: Goal) {
        self.goals.retain(|it| it.goal != goal.goal);
        if self.goals.len() < GOALS {
            self.goals.push(goal);
        }
    }

    /// Whether the stage can be made again from what is kept.
    pub(super) fn stage_is_whole(&self) -> bool {
        self.journal.is_whole()
    }

    // ---- coming and going ------------------------------------------------------------------

    /// Somebody comes; they are told where everything stands.
    pub(super) fn enter(
        &mut self,
        now: Duration,
        link: LinkId,
        asked: &[Role],
        entrance: &Entrance,
        standing: &Standing,
    ) {
        let (member, since) = match self.admit(link, asked, entrance) {
            Ok(admitted) => admitted,
            Err((why, refused)) => {
                self.send(link, &FromServer::plain(ServerMessage::Error(refused)));
                return self.actions.push(Action::Close { to: link, why });
            }
        };
        self.catching_up = Some(link);
        self.welcome(member, link, since.err());
        self.grant_free_lease();
        match since {
            Ok(seq) => self.replay(link, member, seq, standing.outstanding),
            Err(_) => self.tell_state(link, member, standing),
        }
        self.tell_console(link, now, Pace::All);
        if !self.members.is_player(member)
            && self
                .members
                .get(member)
                .is_some_and(|it| it.roles.contains(&Role::Player))
        {
            let waiting = ServerMessage::PlayerRevoked(LeaseTold { reason: "waiting" });
            self.send(link, &FromServer::plain(waiting));
        }
        if let (true, Some(attempt)) = (self.members.is_player(member), standing.resetting) {
            self.ask_reset(attempt);
        }
        let seq = self.log.last_seq();
        let done = ServerMessage::ResumeDone(ResumeDone { seq });
        self.send(link, &FromServer::plain(done));
        self.catching_up = None;
    }

    /// Lets somebody in, or says why not.
    fn admit(
        &mut self,
        link: LinkId,
        asked: &[Role],
        entrance: &Entrance,
    ) -> Result<Admitted, (Close, Refused)> {
        let full = || {
            let text = "as many pages as may be belong to this session; close some";
            (Close::Rate, native::refused("full", text))
        };
        match entrance {
            Entrance::New { reason } => {
                let roles = roles(asked, &[Role::Editor, Role::Player, Role::Observer]);
                let member = self.members.add(link, roles, Cursor::default());
                Ok((member.ok_or_else(full)?, Err(*reason)))
            }
            Entrance::Joins { key } => {
                let roles = match key {
                    Role::Player | Role::Editor => {
                        roles(asked, &[Role::Player, Role::Editor, Role::Observer])
                    }
                    Role::Observer | Role::Controller => vec![Role::Observer],
                };
                let member = self.members.add(link, roles, Cursor::default());
                Ok((member.ok_or_else(full)?, Err("attached")))
            }
            Entrance::Back {
                member,
                generation,
                epoch,
                seq,
                console_n,
                console_run,
            } => {
                if !self.members.is_valid(*member, *generation) {
                    let text =
                        "the resume token is stale; say `hello` with the newest one, or without";
                    return Err((Close::Token, native::refused("token", text)));
                }
                if let Some(to) = self.members.back(*member, *generation, link) {
                    let why = Close::Replaced;
                    self.actions.push(Action::Close { to, why });
                }
                let is_current = |run: &String| self.run.as_ref().is_some_and(|(it, _)| it == run);
                // What it has of an earlier run says nothing of this one.
                let console_n = match console_run {
                    Some(run) if !is_current(run) => 0,
                    Some(_) | None => *console_n,
                };
                self.place_cursor(link, console_n);
                let is_whole = *epoch == self.epoch && self.log.after(*seq).is_some();
                let lost = if *seq == 0 { "reloaded" } else { "gap" };
                Ok((*member, if is_whole { Ok(*seq) } else { Err(lost) }))
            }
        }
    }

    fn welcome(&mut self, member: u32, link: LinkId, reason: Option<&'static str>) {
        let greeting = Arc::clone(&self.greeting);
        let key = |role| {
            let session = self.id.clone();
            greeting.signer.sign(&Claim::Attach { session, role })
        };
        let resume_token = greeting.signer.sign(&Claim::Resume {
            session: self.id.clone(),
            member,
            generation: self.members.generation(member),
        });
        let roles = self.members.get(member).map(|it| it.roles.clone());
        let roles = roles.unwrap_or_default();
        // Who only reads may let others read, no more.
        let may_invite = roles
            .iter()
            .any(|it| matches!(it, Role::Editor | Role::Player));
        let welcome = Welcome {
            session: self.id.clone(),
            epoch: self.epoch,
            seq: self.log.last_seq(),
            resumed: reason.is_none(),
            reason,
            resume_token,
            roles,
            attach_keys: AttachKeys {
                player: may_invite.then(|| key(Role::Player)),
                observer: key(Role::Observer),
            },
            limits: greeting.limits.clone(),
            ping_ms: millis(greeting.ping),
            resume_window_ms: millis(greeting.resume_window),
            server: greeting.server.clone(),
            languages: greeting.languages.clone(),
            games: greeting.games.clone(),
        };
        let welcome = ServerMessage::Welcome(Box::new(welcome));
        self.send(link, &FromServer::plain(welcome));
    }

    /// Everything after `seq`; a command that is answered is not to be answered again.
    fn replay(&mut self, link: LinkId, member: u32, seq: u64, outstanding: Option<CommandKey>) {
        let mut redelivered = false;
        let missed: Vec<_> = self.log.after(seq).into_iter().flatten().cloned().collect();
        for entry in missed {
            let mark = entry.command.map(|key| {
                let is_outstanding = Some(key) == outstanding;
                redelivered |= is_outstanding;
                if is_outstanding {
                    Mark::Redelivered
                } else {
                    Mark::Replay
                }
            });
            self.push_marked(link, entry.text, mark, FrameKind::Other);
        }
        if !redelivered && self.members.is_player(member) {
            self.redeliver(link, outstanding);
        }
    }

    fn tell_state(&mut self, link: LinkId, member: u32, standing: &Standing) {
        if let Some(state) = &standing.state {
            let mut state = state.clone();
            state.is_player = self.members.is_player(member);
            let state = ServerMessage::SessionState(Box::new(state));
            self.send(link, &FromServer::plain(state));
        }
        if let Some(snapshot) = self.snapshot.clone() {
            let restore = ServerMessage::StageRestore(snapshot);
            self.send(link, &FromServer::plain(restore));
        }
        let outstanding = standing.outstanding.map(|it| it.cid);
        let commands: Vec<_> = self.journal.iter().cloned().collect();
        for (cid, text) in commands {
            let mark = if Some(cid) == outstanding {
                Mark::Redelivered
            } else {
                Mark::Replay
            };
            self.push_marked(link, text, Some(mark), FrameKind::Other);
        }
        if !self.journal.is_whole() {
            self.redeliver(link, standing.outstanding);
        }
    }

    /// The outstanding command once more: the client repeats its answer.
    fn redeliver(&mut self, link: LinkId, outstanding: Option<CommandKey>) {
        if let Some((key, text)) = self.last_command.clone()
            && Some(key) == outstanding
        {
            self.push_marked(link, text, Some(Mark::Redelivered), FrameKind::Command);
        }
    }

    /// Somebody takes the lease over.
    pub(super) fn take_lease(&mut self, link: LinkId, standing: &Standing) {
        let Some(member) = self.members.of(link) else {
            return;
        };
        let before = self.members.player_link();
        let former = self.members.give_lease(member);
        if former == Some(member) {
            return;
        }
        if let Some(to) = before {
            let revoked = ServerMessage::PlayerRevoked(LeaseTold { reason: "taken" });
            self.send(to, &FromServer::plain(revoked));
        }
        let granted = ServerMessage::PlayerGranted(LeaseTold { reason: "taken" });
        self.send(link, &FromServer::plain(granted));
        self.hand_over(link, standing);
    }

    /// Whoever waits longest gets a lease that nobody has.
    pub(super) fn pass_lease_on(&mut self, standing: &Standing) {
        if let Some(link) = self.grant_free_lease() {
            self.hand_over(link, standing);
        }
    }

    /// What the one before did not answer.
    fn hand_over(&mut self, link: LinkId, standing: &Standing) {
        self.redeliver(link, standing.outstanding);
        if let Some(attempt) = standing.resetting {
            self.ask_reset(attempt);
        }
    }

    fn grant_free_lease(&mut self) -> Option<LinkId> {
        let member = self.members.next_player()?;
        self.members.give_lease(member);
        let link = self.members.player_link()?;
        let granted = ServerMessage::PlayerGranted(LeaseTold { reason: "first" });
        self.send(link, &FromServer::plain(granted));
        Some(link)
    }

    // ---- what is told ----------------------------------------------------------------------

    /// Tells everybody a numbered event.
    pub(super) fn publish(&mut self, kind: FrameKind, message: ServerMessage) {
        self.log_and_send(kind, message, None);
    }

    /// Sends a command: what was printed before it comes first.
    pub(super) fn play(&mut self, now: Duration, key: CommandKey, message: ServerMessage) {
        self.flush_console(now, Pace::Level);
        let text = self.log_and_send(FrameKind::Command, message, Some(key));
        self.journal.push(key.cid, text.clone());
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
            self.push(link, text.clone(), kind);
        }
        text
    }

    /// Tells everybody what is no event.
    pub(super) fn announce(&mut self, message: &ServerMessage) {
        for link in self.members.links() {
            self.send(link, &FromServer::plain(message.clone()));
        }
    }

    /// Asks the player to clear its stage.
    pub(super) fn ask_reset(&mut self, attempt: u32) {
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
    pub(super) fn print(&mut self, now: Duration, printed: &ConsolePrinted) {
        let began = self.run.as_ref().map_or(now, |(_, began)| *began);
        self.console.print(printed, now.saturating_sub(began));
        self.console_due.get_or_insert(now + JOINED);
    }

    /// Tells everybody what was printed, as far as `pace` lets it.
    pub(super) fn flush_console(&mut self, now: Duration, pace: Pace) {
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
    pub(super) fn console_due(&self) -> Option<Duration> {
        self.console_due
    }

    fn tell_console(&mut self, link: LinkId, now: Duration, pace: Pace) {
        let mut cursors = self.members.cursors();
        let Some((_, cursor)) = cursors.find(|(it, _)| *it == link) else {
            return;
        };
        let told = self.console.tell(cursor, now, pace);
        drop(cursors);
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
            self.push(link, told.encode(), FrameKind::Other);
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
    pub(super) fn send(&mut self, to: LinkId, message: &FromServer) {
        self.push(to, message.encode(), FrameKind::Other);
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
pub(super) fn reset_id(attempt: u32) -> Id {
    Id::Text(format!("reset-{attempt}"))
}

/// What of `asked` is given; everything usual when nothing was asked for.
fn roles(asked: &[Role], may: &[Role]) -> Vec<Role> {
    let usual: &[Role] = if asked.is_empty() {
        &[Role::Editor, Role::Player]
    } else {
        asked
    };
    let mut given: Vec<Role> = Vec::new();
    for role in usual {
        if may.contains(role) && !given.contains(role) {
            given.push(*role);
        }
    }
    given
}
