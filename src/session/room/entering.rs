//! Coming, coming back, and who plays.

use std::sync::Arc;
use std::time::Duration;

use super::super::action::{Action, FrameKind, LinkId, millis};
use super::super::console::{Cursor, Pace};
use super::super::log::CommandKey;
use super::{Entrance, Room, Standing};
use crate::protocol::native::{
    AttachKeys, Claim, Close, FromServer, LeaseTold, Mark, Refused, ResumeDone, Role,
    ServerMessage, Welcome, refused,
};

/// Who somebody is, and the event after which it is to be told; or why it is told everything.
type Admitted = (u32, Result<u64, &'static str>);

impl Room {
    /// Somebody comes; they are told where everything stands.
    pub(in crate::session) fn enter(
        &mut self,
        now: Duration,
        link: LinkId,
        asked: &[Role],
        entrance: &Entrance,
        standing: &Standing,
    ) {
        if let Entrance::Stage { .. } = entrance {
            return self.enter_stage(link, standing);
        }
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

    /// The player of another session's stage comes: it answers from now on.
    fn enter_stage(&mut self, link: LinkId, standing: &Standing) {
        let before = self.members.player_link();
        let Some((host, former)) = self.members.enter_host(link) else {
            let why = Close::Rate;
            return self.actions.push(Action::Close { to: link, why });
        };
        if let Some(to) = former {
            let why = Close::Replaced;
            self.actions.push(Action::Close { to, why });
        }
        let was_player = self.members.give_lease(host) == Some(host);
        if let Some(to) = before.filter(|_| !was_player) {
            let revoked = ServerMessage::PlayerRevoked(LeaseTold { reason: "stage" });
            self.send(to, &FromServer::plain(revoked));
        }
        if let Some(run) = standing.state.as_ref().and_then(|it| it.run.as_ref()) {
            let state = FromServer {
                run: Some(run.id.clone()),
                ..FromServer::plain(ServerMessage::RunState(run.state))
            };
            self.send(link, &state);
        }
        self.hand_over(link, standing);
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
            (Close::Rate, refused("full", text))
        };
        match entrance {
            Entrance::New { reason } => {
                let roles = roles(asked, &[Role::Editor, Role::Player, Role::Observer]);
                let member = self.members.add(link, roles, Cursor::default());
                Ok((member.ok_or_else(full)?, Err(*reason)))
            }
            // It is no guest, and comes in another way.
            Entrance::Stage { .. } => Err(full()),
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
                    return Err((Close::Token, refused("token", text)));
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
    pub(in crate::session) fn take_lease(&mut self, link: LinkId, standing: &Standing) {
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
    pub(in crate::session) fn pass_lease_on(&mut self, standing: &Standing) {
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
