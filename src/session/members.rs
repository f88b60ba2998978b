//! Who belongs to a session: identities that outlive their connections, and who of them plays.

use std::collections::BTreeMap;
use std::time::Duration;

use super::action::LinkId;
use super::console::Cursor;
use crate::protocol::native::Role;

/// Most identities in a session.
const MEMBERS: usize = 256;

/// Most identities of a session that were away too long and may still come back.
const FORGOTTEN: usize = 256;

/// One identity in a session.
#[derive(Debug)]
pub(super) struct Member {
    /// What it may do.
    pub(super) roles: Vec<Role>,
    /// Its connection, while it has one.
    pub(super) link: Option<LinkId>,
    /// How far it has read the console.
    pub(super) cursor: Cursor,
    /// So much waits for its socket that its console waits.
    pub(super) is_congested: bool,
    /// The number of its newest token.
    generation: u32,
    /// The token that it came with: valid until it is heard on the connection that told the newest.
    previous: Option<u32>,
    /// When its connection was lost.
    absent_since: Option<Duration>,
}

/// The members of a session, and its player.
#[derive(Debug, Default)]
pub(super) struct Members {
    all: BTreeMap<u32, Member>,
    /// Who was away too long: the session does not wait for them, but lets them in while it lives.
    forgotten: BTreeMap<u32, Member>,
    last_id: u32,
    player: Option<u32>,
    /// The player of a stage at which the session has a seat: it answers, and is no guest.
    host: Option<u32>,
    /// Since when the player, or everybody, is away.
    player_away_since: Option<Duration>,
    empty_since: Option<Duration>,
}

impl Members {
    /// Takes in a new member; gives its id, or nothing when too many are there.
    pub(super) fn add(&mut self, link: LinkId, roles: Vec<Role>, cursor: Cursor) -> Option<u32> {
        if self.all.len() == MEMBERS {
            return None;
        }
        self.last_id += 1;
        let member = Member {
            roles,
            link: Some(link),
            cursor,
            is_congested: false,
            generation: 1,
            previous: None,
            absent_since: None,
        };
        self.all.insert(self.last_id, member);
        self.empty_since = None;
        Some(self.last_id)
    }

    /// The player of another session's stage comes, or comes back on another connection; gives
    /// its id and the connection that it had.
    pub(super) fn enter_host(&mut self, link: LinkId) -> Option<(u32, Option<LinkId>)> {
        let Some(id) = self.host else {
            let empty_since = self.empty_since;
            let id = self.add(link, vec![Role::Player], Cursor::default())?;
            self.empty_since = empty_since;
            self.host = Some(id);
            return Some((id, None));
        };
        let member = self.all.get_mut(&id)?;
        member.absent_since = None;
        member.is_congested = false;
        if self.player == Some(id) {
            self.player_away_since = None;
        }
        Some((id, member.link.replace(link)))
    }

    /// The player of the stage is none of this session's any more; gives its connection.
    pub(super) fn remove_host(&mut self, now: Duration) -> Option<LinkId> {
        let id = self.host?;
        self.remove(id, now)?.link
    }

    /// Whether this connection is that of a stage at which the session has a seat.
    pub(super) fn is_host(&self, link: LinkId) -> bool {
        let host = self.host.and_then(|id| self.all.get(&id));
        host.is_some_and(|it| it.link == Some(link))
    }

    /// Whether a stage of another session's plays.
    pub(super) fn has_host(&self) -> bool {
        self.host.is_some()
    }

    /// Whether this is a token that `id` may come back with.
    pub(super) fn is_valid(&self, id: u32, generation: u32) -> bool {
        let member = self.all.get(&id).or_else(|| self.forgotten.get(&id));
        member.is_some_and(|it| it.generation == generation || it.previous == Some(generation))
    }

    /// `id` is back on `link`; gives the connection that it had.
    pub(super) fn back(&mut self, id: u32, generation: u32, link: LinkId) -> Option<LinkId> {
        if let Some(member) = self.forgotten.remove(&id) {
            self.all.insert(id, member);
        }
        let member = self.all.get_mut(&id)?;
        member.previous = Some(generation);
        member.generation += 1;
        member.absent_since = None;
        member.is_congested = false;
        self.empty_since = None;
        if self.player == Some(id) {
            self.player_away_since = None;
        }
        member.link.replace(link)
    }

    /// A frame came on `link`: its newest token arrived.
    pub(super) fn heard(&mut self, link: LinkId) {
        if let Some(member) = self.all.values_mut().find(|it| it.link == Some(link)) {
            member.previous = None;
        }
    }

    /// The connection is gone; its member may come back.
    pub(super) fn lost(&mut self, link: LinkId, now: Duration) {
        let Some(id) = self.of(link) else {
            return;
        };
        if let Some(member) = self.all.get_mut(&id) {
            member.link = None;
            member.absent_since = Some(now);
        }
        self.note_absence(now);
    }

    /// The member leaves for good; gives who it was.
    pub(super) fn remove(&mut self, id: u32, now: Duration) -> Option<Member> {
        let member = self.all.remove(&id);
        if self.player == Some(id) {
            self.player = None;
        }
        if self.host == Some(id) {
            self.host = None;
        }
        self.note_absence(now);
        member
    }

    /// Waits no more for who has been away longer than `window`.
    pub(super) fn forget(&mut self, now: Duration, window: Duration) {
        let gone = |it: &Member| it.absent_since.is_some_and(|since| since + window <= now);
        let ids: Vec<u32> = self
            .all
            .iter()
            .filter(|(_, it)| gone(it))
            .map(|it| *it.0)
            .collect();
        for id in ids {
            let is_host = self.host == Some(id);
            let member = self.remove(id, now).filter(|_| !is_host);
            self.forgotten.extend(member.map(|it| (id, it)));
            if self.forgotten.len() > FORGOTTEN {
                self.forgotten.pop_first();
            }
        }
    }

    /// Makes `id` the player; gives who was.
    pub(super) fn give_lease(&mut self, id: u32) -> Option<u32> {
        self.player_away_since = None;
        self.player.replace(id)
    }

    /// Who waits longest for a lease that nobody has.
    pub(super) fn next_player(&self) -> Option<u32> {
        let plays = |it: &Member| it.link.is_some() && it.roles.contains(&Role::Player);
        let mut waiting = self.all.iter().filter(|(_, it)| plays(it));
        match self.player {
            None => waiting.next().map(|(id, _)| *id),
            Some(_) => None,
        }
    }

    /// The player's connection, while it has one.
    pub(super) fn player_link(&self) -> Option<LinkId> {
        self.all.get(&self.player?)?.link
    }

    /// Whose connection this is.
    pub(super) fn of(&self, link: LinkId) -> Option<u32> {
        let (id, _) = self.all.iter().find(|(_, it)| it.link == Some(link))?;
        Some(*id)
    }

    /// Whether `id` is the player.
    pub(super) fn is_player(&self, id: u32) -> bool {
        self.player == Some(id)
    }

    /// A member.
    pub(super) fn get(&self, id: u32) -> Option<&Member> {
        self.all.get(&id)
    }

    /// The number of its newest token.
    pub(super) fn generation(&self, id: u32) -> u32 {
        self.all.get(&id).map_or(0, |it| it.generation)
    }

    /// Every connection.
    pub(super) fn links(&self) -> Vec<LinkId> {
        self.all.values().filter_map(|it| it.link).collect()
    }

    /// Whether somebody of the session's own is connected.
    pub(super) fn has_guest(&self) -> bool {
        let own = self.all.iter().filter(|(id, _)| self.host != Some(**id));
        own.into_iter().any(|(_, it)| it.link.is_some())
    }

    /// Every connection that takes the console, with how far it has read.
    pub(super) fn cursors(&mut self) -> impl Iterator<Item = (LinkId, &mut Cursor)> {
        let host = self.host;
        let own = self
            .all
            .iter_mut()
            .filter(move |(id, _)| host != Some(**id));
        let open = own.map(|it| it.1).filter(|it| !it.is_congested);
        open.filter_map(|it| Some((it.link?, &mut it.cursor)))
    }

    /// A new run's console begins for everybody.
    pub(super) fn begin_console(&mut self) {
        for member in self.all.values_mut() {
            member.cursor = Cursor::default();
        }
    }

    /// Whether any connection has read only so far.
    pub(super) fn any_cursor(&self, fits: impl Fn(&Cursor) -> bool) -> bool {
        let own = self.all.iter().filter(|(id, _)| self.host != Some(**id));
        let mut linked = own.map(|it| it.1).filter(|it| it.link.is_some());
        linked.any(|it| fits(&it.cursor))
    }

    /// Notes whether the console of `link` must wait.
    pub(super) fn set_congested(&mut self, link: LinkId, is_congested: bool) {
        if let Some(member) = self.all.values_mut().find(|it| it.link == Some(link)) {
            member.is_congested = is_congested;
        }
    }

    /// Whether nobody belongs to it any more.
    pub(super) fn is_empty(&self) -> bool {
        self.all.keys().all(|id| self.host == Some(*id))
    }

    /// Since when nobody is connected.
    pub(super) fn empty_since(&self) -> Option<Duration> {
        self.empty_since
    }

    /// Since when nobody plays.
    pub(super) fn player_away_since(&self) -> Option<Duration> {
        self.player_away_since
    }

    /// When the first member that is away is to be forgotten.
    pub(super) fn forget_due(&self, window: Duration) -> Option<Duration> {
        let absent = self.all.values().filter_map(|it| it.absent_since);
        absent.min().map(|since| since + window)
    }

    fn note_absence(&mut self, now: Duration) {
        if self.player_link().is_none() {
            self.player_away_since.get_or_insert(now);
        }
        if !self.has_guest() {
            self.empty_since.get_or_insert(now);
        }
    }
}
