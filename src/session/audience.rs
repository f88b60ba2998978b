//! A session and its clients of the native protocol: who comes and goes, who plays, and when
//! nobody is left.

use std::sync::Arc;
use std::time::Duration;

use super::action::{self, Action, LinkId};
use super::log::CommandKey;
use super::room::{Entrance, Greeting, Standing};
use super::run::Run;
use super::{Audience, Leaving, Session};
use crate::messages::Mode;
use crate::protocol::native::{Close, Notice, Role, ServerMessage};

/// Who reloads a page is back by then.
const RELOAD: Duration = Duration::from_secs(5);

impl Session {
    /// Somebody comes.
    pub fn enter(
        &mut self,
        now: Duration,
        link: LinkId,
        roles: &[Role],
        entrance: &Entrance,
    ) -> Vec<Action> {
        if let Entrance::Stage { stage } = entrance
            && !self.away.welcomes(stage)
        {
            // It was left while its player was on the way.
            let why = Close::Normal;
            return vec![Action::Close { to: link, why }];
        }
        let standing = self.standing();
        if let Audience::Native(room) = &mut self.audience {
            room.enter(now, link, roles, entrance, &standing);
            // It was about to end because nobody was there.
            let is_empty = !room.members.has_guest();
            self.leaving = self.leaving.filter(|it| is_empty || *it != Leaving::Empty);
        }
        self.audience_changed(now)
    }

    /// A connection is gone without a word: its member may come back.
    pub fn lost(&mut self, now: Duration, link: LinkId) -> Vec<Action> {
        if let Audience::Native(room) = &mut self.audience {
            room.members.lost(link, now);
        }
        self.audience_changed(now)
    }

    /// Whether so much waits for a connection that its console must wait.
    pub fn congested(&mut self, link: LinkId, is_congested: bool) {
        if let Audience::Native(room) = &mut self.audience {
            room.members.set_congested(link, is_congested);
        }
    }

    /// A connection is closed by us, for this reason.
    pub fn cut(&mut self, now: Duration, link: LinkId, why: Close) -> Vec<Action> {
        let mut actions = self.lost(now, link);
        actions.push(Action::Close { to: link, why });
        actions
    }

    /// Somebody plays, or does not any more; somebody is there, or nobody is.
    pub(super) fn audience_changed(&mut self, now: Duration) -> Vec<Action> {
        let Audience::Native(room) = &mut self.audience else {
            return Vec::new();
        };
        let has_player = room.members.player_link().is_some();
        let has_client = room.members.has_guest();
        let mut actions = self.actions();
        actions.extend(self.drive(now, |run| run.audience(now, has_player, has_client)));
        actions
    }

    /// What somebody must be told who comes now.
    pub(super) fn standing(&self) -> Standing {
        let Audience::Native(room) = &self.audience else {
            return Standing::default();
        };
        let outstanding = self.run.as_ref().and_then(Run::outstanding);
        Standing {
            state: Some(self.state_told(room)),
            outstanding: outstanding.map(|cid| CommandKey {
                run: self.runs,
                cid,
            }),
            resetting: self.run.as_ref().and_then(Run::resetting),
        }
    }

    pub(super) fn has_run(&self) -> bool {
        self.run.as_ref().is_some_and(|run| !run.is_over())
    }

    pub(super) fn is_installation(&self) -> bool {
        let keep_alive = self.source.mode == Mode::KeepAlive;
        keep_alive && self.has_run()
    }

    pub(super) fn leave_if_due(&mut self) -> Vec<Action> {
        let Audience::Native(room) = &mut self.audience else {
            return Vec::new();
        };
        let is_over = self.run.as_ref().is_none_or(Run::is_over);
        let Some(leaving) = self.leaving.filter(|_| is_over) else {
            return Vec::new();
        };
        let why = match leaving {
            Leaving::Empty => Close::NoSession,
            Leaving::ServerEnds => Close::Restarting,
        };
        let links = room.members.links().into_iter();
        let closed = links.map(|to| Action::Close { to, why });
        closed.chain([Action::Leave]).collect()
    }

    /// Nobody came back in time to play, or at all.
    pub(super) fn end_if_abandoned(&mut self, now: Duration) -> Vec<Action> {
        let Audience::Native(room) = &self.audience else {
            return Vec::new();
        };
        let window = room.greeting().resume_window;
        let has_waited = |since: Option<Duration>| since.is_some_and(|it| it + window <= now);
        let is_abandoned = has_waited(room.members.empty_since());
        let player_is_gone = has_waited(room.members.player_away_since());
        // An installation goes on until somebody comes.
        if is_abandoned && !self.is_installation() {
            self.leaving.get_or_insert(Leaving::Empty);
        }
        if player_is_gone || is_abandoned {
            let why = "nobody came back to play";
            return self.drive(now, |run| run.no_player(now, why));
        }
        Vec::new()
    }

    /// Others find no place: a session goes that nobody would miss, because nothing ever ran in it
    /// and its client is not just reloading.
    pub fn make_room(&mut self, now: Duration) -> Vec<Action> {
        let Audience::Native(room) = &self.audience else {
            return Vec::new();
        };
        let empty_since = room.members.empty_since();
        let is_left = empty_since.is_some_and(|it| it + RELOAD <= now);
        if is_left && self.runs == 0 && !self.is_at_a_stage() {
            self.leaving.get_or_insert(Leaving::Empty);
        }
        self.leave_if_due()
    }

    /// Whoever waits longest gets a lease that nobody has, and what is left to do with it.
    pub(super) fn pass_lease_on(&mut self, now: Duration) -> Vec<Action> {
        let standing = self.standing();
        if let Audience::Native(room) = &mut self.audience {
            room.pass_lease_on(&standing);
        }
        self.audience_changed(now)
    }

    /// The server ends so soon.
    pub fn draining(&mut self, soon: Duration) -> Vec<Action> {
        if let Audience::Native(room) = &mut self.audience {
            let within = serde_json::Value::from(action::millis(soon));
            let notice = Notice {
                code: "draining",
                params: [("within_ms".to_owned(), within)].into_iter().collect(),
                level: "warning",
            };
            room.announce(&ServerMessage::Notice(notice));
        }
        self.actions()
    }

    /// A game is another one now, or is broken: everybody here is told, and later runs have what is
    /// told in `greeting`.
    pub fn game_changed(
        &mut self,
        greeting: Arc<Greeting>,
        game: String,
        problem: Option<String>,
    ) -> Vec<Action> {
        if let Audience::Native(room) = &mut self.audience {
            room.renew(greeting);
            let (code, level) = match problem {
                None => ("game_changed", "info"),
                Some(_) => ("game_broken", "warning"),
            };
            let mut params = serde_json::Map::new();
            params.insert("game".to_owned(), game.into());
            params.extend(problem.map(|it| ("problem".to_owned(), it.into())));
            room.announce(&ServerMessage::Notice(Notice {
                code,
                params,
                level,
            }));
        }
        self.actions()
    }
}
