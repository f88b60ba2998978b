//! A stage that the programs of several sessions share, and a seat at the stage of somebody else.
//!
//! ```text
//!   program ──> its session ── command ──> the stage's player ── result ──> its session
//! ```
//!
//! Each program keeps its own session with its own run; the player of the stage's session takes
//! the place of theirs.

use std::collections::BTreeMap;
use std::time::Duration;

use super::action::{Action, FrameKind, LinkId};
use super::{Audience, Room, Session};
use crate::protocol::native::{
    Claim, Close, Done, Refused, Role, SeatLeft, SeatTaken, SeatTold, ServerMessage, StageJoin,
    StageOpen, StageTold, refused,
};

/// Most programs on one stage.
const SEATS: u32 = 16;
/// So many where nobody says how many.
const USUAL_SEATS: u32 = 8;
/// Longest name of a program on a stage, in characters.
const NAME_CHARS: usize = 40;

/// A stage of this session's.
#[derive(Debug)]
pub(super) struct Stage {
    most: u32,
    seats: BTreeMap<u32, Seat>,
}

/// A program on a stage.
#[derive(Debug)]
struct Seat {
    session: String,
    name: String,
}

/// What a session has to do with the stage of another.
#[derive(Debug, Default)]
pub(super) struct Away {
    /// Whose stage was asked for a seat and has not answered.
    asked: Option<String>,
    /// The seat that it has.
    seat: Option<SeatTold>,
    /// Whose player answers here: it comes a little before the seat, and may go a little later.
    player_of: Option<String>,
}

impl Away {
    /// Whether the player of `stage` may answer here; from now on it does.
    pub(super) fn welcomes(&mut self, stage: &str) -> bool {
        let is_asked = self.asked.as_deref() == Some(stage);
        // Once the player of the next stage is here, that of the one before has nothing to say.
        let is_next_here = self.asked.is_some() && self.asked == self.player_of;
        let has_seat = self.seat.as_ref().is_some_and(|it| it.stage == stage);
        let is_ours = is_asked || (has_seat && !is_next_here);
        if is_ours {
            self.player_of = Some(stage.to_owned());
        }
        is_ours
    }
}

impl Stage {
    /// What is told of it; its key goes to who asks for it.
    pub(super) fn told(&self, room: &Room) -> StageTold {
        let seats = self.seats.iter().map(|(actor, seat)| SeatTaken {
            actor: *actor,
            name: seat.name.clone(),
        });
        StageTold {
            stage: room.id().to_owned(),
            key: None,
            seats: self.most,
            taken: seats.collect(),
        }
    }

    fn actor_of(&self, session: &str) -> Option<u32> {
        let mut seats = self.seats.iter();
        seats
            .find(|(_, it)| it.session == session)
            .map(|(actor, _)| *actor)
    }
}

impl Session {
    /// The connection that answers commands.
    pub fn player_link(&self) -> Option<LinkId> {
        match &self.audience {
            Audience::Classic { .. } => None,
            Audience::Native(room) => room.members.player_link(),
        }
    }

    // ---- the session that has the stage -------------------------------------------------------

    /// Lets other sessions bring their programs to this stage; says how they come.
    pub(super) fn open_stage(&mut self, asked: StageOpen) -> Result<Done, Refused> {
        let seats = asked.seats.unwrap_or(USUAL_SEATS);
        if !(1..=SEATS).contains(&seats) {
            let text = format!("a stage has 1 to {SEATS} seats");
            return Err(refused("bad_request", text));
        }
        // A stage or a seat, never both: programs would be led in a circle.
        if self.stage.is_none() && self.is_at_a_stage() {
            let text = "this session has a seat at another stage; send `stage.leave` first";
            return Err(refused("seated", text));
        }
        let Audience::Native(room) = &self.audience else {
            return Ok(Done::default());
        };
        let session = room.id().to_owned();
        let key = room.greeting().signer.sign(&Claim::Stage { session });
        let stage = self.stage.get_or_insert(Stage {
            most: seats,
            seats: BTreeMap::new(),
        });
        stage.most = seats;
        let told = StageTold {
            key: Some(key),
            ..stage.told(room)
        };
        Ok(Done {
            stage: Some(told),
            ..Done::default()
        })
    }

    /// A session wants a seat; it gets the number of its program there.
    pub fn take_seat(&mut self, session: &str, name: &str) -> (Result<u32, Refused>, Vec<Action>) {
        let Some(stage) = &mut self.stage else {
            let text = "this stage is closed; ask for a new link";
            return (Err(refused("no_stage", text)), Vec::new());
        };
        if let Some(actor) = stage.actor_of(session) {
            return (Ok(actor), Vec::new());
        }
        let Some(actor) = (1..=stage.most).find(|it| !stage.seats.contains_key(it)) else {
            let text = "every seat of this stage is taken; wait until one is free";
            return (Err(refused("full", text)), Vec::new());
        };
        let name: String = name.trim().chars().take(NAME_CHARS).collect();
        let name = if name.is_empty() {
            format!("{actor}")
        } else {
            name
        };
        let seat = Seat {
            session: session.to_owned(),
            name: name.clone(),
        };
        stage.seats.insert(actor, seat);
        let joined = ServerMessage::StageJoined(SeatTaken { actor, name });
        (Ok(actor), self.stage_news(joined))
    }

    /// A session gives its seat up, or is over; gives which seat that was.
    pub fn free_seat(&mut self, session: &str) -> (Option<u32>, Vec<Action>) {
        let actor = self.stage.as_ref().and_then(|it| it.actor_of(session));
        let (Some(stage), Some(actor)) = (&mut self.stage, actor) else {
            return (None, Vec::new());
        };
        stage.seats.remove(&actor);
        let left = ServerMessage::StageLeft(SeatLeft { actor });
        (Some(actor), self.stage_news(left))
    }

    /// Nobody comes to this stage any more, and everybody leaves it.
    pub(super) fn close_stage(&mut self) {
        self.stage = None;
    }

    /// Whether other sessions may bring their programs.
    pub fn has_stage(&self) -> bool {
        self.stage.is_some()
    }

    /// Whether it shares a stage, its own or another's.
    pub(super) fn is_at_a_stage(&self) -> bool {
        self.stage.is_some() || self.away.seat.is_some() || self.away.asked.is_some()
    }

    fn stage_news(&mut self, news: ServerMessage) -> Vec<Action> {
        if let Audience::Native(room) = &mut self.audience {
            room.publish(FrameKind::Other, news);
        }
        self.actions()
    }

    // ---- a session with a seat ----------------------------------------------------------------

    /// `link` wants a seat for this session; gives the session whose stage is to be asked.
    ///
    /// # Errors
    ///
    /// Says why not.
    pub fn ask_seat(&mut self, link: LinkId, join: &StageJoin) -> Result<String, Refused> {
        let Audience::Native(room) = &self.audience else {
            return Err(refused("no_session", "there is no session"));
        };
        let member = room.members.of(link).and_then(|id| room.members.get(id));
        if !member.is_some_and(|it| it.roles.contains(&Role::Editor)) {
            let text = "this connection is no editor; ask for the role in `hello`";
            return Err(refused("forbidden", text));
        }
        if self.stage.is_some() {
            let text = "this session has a stage of its own; send `stage.close` first";
            return Err(refused("has_stage", text));
        }
        if self.away.asked.is_some() {
            let text = "a seat is asked for already; wait for the answer";
            return Err(refused("busy", text));
        }
        match room.greeting().signer.read(&join.key) {
            Ok(Claim::Stage { session }) if session != room.id() => {
                self.away.asked = Some(session.clone());
                Ok(session)
            }
            Ok(_) | Err(_) => {
                let text = "the key is not one of a stage; ask for a fresh link";
                Err(refused("token", text))
            }
        }
    }

    /// The stage that was asked has this seat for the session; gives another one up.
    ///
    /// # Errors
    ///
    /// The session wants it no more.
    pub fn seated(&mut self, now: Duration, seat: SeatTold) -> Result<Vec<Action>, Refused> {
        let is_asked = self.away.asked.take_if(|it| *it == seat.stage).is_some();
        if self.seat() == Some(&seat) {
            return Ok(Vec::new());
        }
        if !is_asked {
            let text = "the stage was left or closed meanwhile; join it again";
            return Err(refused("no_stage", text));
        }
        let former = self.away.seat.as_ref().map(|it| it.stage.clone());
        let mut actions = match former {
            Some(stage) => self.stage_left(now, &stage),
            None => Vec::new(),
        };
        self.away.seat = Some(seat.clone());
        actions.extend(self.stage_news(ServerMessage::StageSeat(seat)));
        Ok(actions)
    }

    /// The seat that this session has.
    pub fn seat(&self) -> Option<&SeatTold> {
        self.away.seat.as_ref()
    }

    /// This session leaves whatever stage it is at, or is about to come to.
    pub(super) fn leave_stage(&mut self, now: Duration) -> Vec<Action> {
        let seat = self.away.seat.as_ref().map(|it| it.stage.clone());
        let stages = [seat, self.away.asked.take(), self.away.player_of.clone()];
        let mut actions = Vec::new();
        for stage in stages.into_iter().flatten() {
            actions.extend(self.stage_left(now, &stage));
        }
        actions
    }

    /// That stage is none of this session's any more: its own pages play again.
    pub fn stage_left(&mut self, now: Duration, stage: &str) -> Vec<Action> {
        self.away.asked.take_if(|it| it == stage);
        let player = self.away.player_of.take_if(|it| it == stage);
        // That player had taken the place of the one of a seat elsewhere, which has none now.
        let is_seat_over = |it: &mut SeatTold| it.stage == stage || player.is_some();
        let seat = self.away.seat.take_if(is_seat_over);
        let Audience::Native(room) = &mut self.audience else {
            return Vec::new();
        };
        let mut actions = Vec::new();
        if player.is_some()
            && let Some(to) = room.members.remove_host(now)
        {
            let why = Close::Normal;
            actions.push(Action::Close { to, why });
        }
        if let Some(seat) = seat {
            room.publish(FrameKind::Other, ServerMessage::StageUnseated(seat));
        }
        actions.extend(self.actions());
        actions.extend(self.pass_lease_on(now));
        actions
    }
}
