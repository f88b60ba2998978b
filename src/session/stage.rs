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
    Claim, Done, Refused, Role, SeatLeft, SeatTaken, SeatTold, ServerMessage, StageJoin, StageOpen,
    StageTold, refused,
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
        if self.seat.is_some() {
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

    fn stage_news(&mut self, news: ServerMessage) -> Vec<Action> {
        if let Audience::Native(room) = &mut self.audience {
            room.publish(FrameKind::Other, news);
        }
        self.actions()
    }

    // ---- a session with a seat ----------------------------------------------------------------

    /// Whether `link` may take a seat for this session; gives the session whose stage it is.
    ///
    /// # Errors
    ///
    /// Says why not.
    pub fn may_join(&self, link: LinkId, join: &StageJoin) -> Result<String, Refused> {
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
        match room.greeting().signer.read(&join.key) {
            Ok(Claim::Stage { session }) if session != room.id() => Ok(session),
            Ok(_) | Err(_) => {
                let text = "the key is not one of a stage; ask for a fresh link";
                Err(refused("token", text))
            }
        }
    }

    /// This session has a seat now.
    pub fn seated(&mut self, seat: SeatTold) -> Vec<Action> {
        self.seat = Some(seat.clone());
        self.stage_news(ServerMessage::StageSeat(seat))
    }

    /// The seat that this session has.
    pub fn seat(&self) -> Option<&SeatTold> {
        self.seat.as_ref()
    }

    /// This session has no seat any more: its own pages play again.
    pub fn unseated(&mut self, now: Duration) -> Vec<Action> {
        let Some(SeatTold { stage, actor }) = self.seat.take() else {
            return Vec::new();
        };
        let mut actions = Vec::new();
        if let Audience::Native(room) = &mut self.audience {
            if let Some(to) = room.members.remove_host(now) {
                let why = crate::protocol::native::Close::Normal;
                actions.push(Action::Close { to, why });
            }
            room.publish(
                FrameKind::Other,
                ServerMessage::StageUnseated(SeatTold { stage, actor }),
            );
        }
        actions.extend(self.actions());
        actions.extend(self.pass_lease_on(now));
        actions
    }
}
