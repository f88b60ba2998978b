//! Stages that several sessions share: who sits where, and the ways between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix::prelude::*;
use tracing::{debug, info};

use super::{ClientSession, Clients, Door, Enter, FromNative, LastHeard, LinkLost, NativeLink};
use super::{TooSlow, next_link};
use crate::actors::connection::native::Weight;
use crate::actors::supervisor::FindSession;
use crate::protocol::native::{
    ClientMessage, Close, Done, FromClient, Id, Refused, Role, SeatTold, StageJoin, refused,
};
use crate::session::{Entrance, Frame, LinkId};

/// A session asks for a seat at another's stage; the answer is the number of its program there.
#[derive(Debug, Message)]
#[rtype(result = "Result<u32, Refused>")]
pub struct TakeSeat {
    session: String,
    name: String,
    door: Door,
}

/// A session is not at the stage any more: the one that had a seat, or the one that had the stage.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub struct Unseat {
    session: String,
}

/// The seats at this session's stage; when it is dropped, whoever has one is told.
#[derive(Debug)]
pub(super) struct Seats {
    stage: String,
    taken: BTreeMap<u32, Taken>,
    /// The connection that answers the programs of all of them.
    player: Option<LinkId>,
}

#[derive(Debug)]
struct Taken {
    door: Door,
    /// The player's connection, as this session knows it.
    link: Option<LinkId>,
}

/// A seat at another session's stage, given up when it is dropped.
#[derive(Debug)]
pub(super) struct SeatHeld {
    own: String,
    stage: Option<Recipient<Unseat>>,
}

impl SeatHeld {
    /// The seat is not given up.
    fn let_go(mut self) {
        self.stage = None;
    }
}

impl Drop for SeatHeld {
    fn drop(&mut self) {
        if let Some(stage) = &self.stage {
            stage.do_send(Unseat {
                session: self.own.clone(),
            });
        }
    }
}

impl Seats {
    pub(super) fn new(stage: String) -> Self {
        Self {
            stage,
            taken: BTreeMap::new(),
            player: None,
        }
    }

    fn clear(&mut self) {
        for (_, seat) in std::mem::take(&mut self.taken) {
            if let Some(link) = seat.link {
                seat.door.lost.do_send(LinkLost(link));
            }
            seat.door.unseat.do_send(Unseat {
                session: self.stage.clone(),
            });
        }
    }
}

impl Drop for Seats {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The way from a session with a seat to the player of the stage.
#[derive(Debug)]
struct StageLink {
    stage: String,
    actor: u32,
    player: Arc<dyn NativeLink>,
}

impl NativeLink for StageLink {
    fn send(&self, frame: Frame) -> Result<(), TooSlow> {
        let kind = frame.kind;
        let text = frame.into_text();
        let rest = text.strip_prefix('{').unwrap_or(&text);
        // Its session's number has no meaning here: not every event of it comes.
        let rest = match rest.strip_prefix(r#""seq":"#) {
            Some(numbered) => numbered.split_once(',').map_or("}", |it| it.1),
            None => rest,
        };
        let text = format!(
            r#"{{"stage":"{}","actor":{},{rest}"#,
            self.stage, self.actor
        );
        let sent = self.player.send(Frame {
            text: text.into(),
            mark: None,
            kind,
        });
        if sent.is_err() {
            // It lacks something of this program: all of it begins anew when it is back.
            self.player.close(Close::Slow);
        }
        sent
    }

    /// The program has left the stage: the player goes on.
    fn close(&self, why: Close) {
        debug!(self.actor, ?why, "played no more");
    }

    fn waiting_bytes(&self) -> usize {
        self.player.waiting_bytes()
    }

    fn last_heard(&self) -> LastHeard {
        self.player.last_heard()
    }

    fn is_own(&self) -> bool {
        false
    }
}

impl ClientSession {
    /// The programs at the stage are played by whoever plays here now.
    pub(super) fn follow_player(&mut self) {
        if !self.session.has_stage() {
            return self.seats.clear();
        }
        let player = self.session.player_link();
        if player == self.seats.player {
            return;
        }
        self.seats.player = player;
        let way = self.way_to_player();
        let stage = self.seats.stage.clone();
        for (actor, seat) in &mut self.seats.taken {
            seat.lead_to(&stage, *actor, way.clone());
        }
    }

    /// The way to the connection that plays here. One that leads to yet another session is none for
    /// the programs at this stage: they would be led on and on.
    fn way_to_player(&self) -> Option<Arc<dyn NativeLink>> {
        let Clients::Native { links, .. } = &self.clients else {
            return None;
        };
        let way = links.get(&self.session.player_link()?)?;
        way.is_own().then(|| Arc::clone(way))
    }

    /// What the player of the stage says of another session's program.
    pub(super) fn pass_on(
        &mut self,
        link: LinkId,
        actor: u32,
        from: FromClient,
        weight: Weight,
        ctx: &mut Context<Self>,
    ) {
        let id = from.id.clone();
        let is_of_play = matches!(
            from.message,
            ClientMessage::CommandResult(_)
                | ClientMessage::CommandProgress(_)
                | ClientMessage::Ok(_)
                | ClientMessage::Error(_)
        );
        let seat = self.seats.taken.get(&actor);
        let answered = match seat.and_then(|it| Some((it, it.link?))) {
            _ if self.session.player_link() != Some(link) => Err(refused(
                "not_player",
                "another page plays; send `player.take` to take over",
            )),
            _ if !is_of_play => Err(refused(
                "bad_request",
                "with `actor`, only commands can be answered",
            )),
            // It left while this was on its way.
            None => Err(refused("no_seat", "this program is not on the stage")),
            Some((seat, link)) => {
                let from = Box::new(FromClient {
                    actor: None,
                    ..from
                });
                seat.door.say.do_send(FromNative { link, from, weight });
                return;
            }
        };
        self.tell_answered(link, id, answered, ctx);
    }

    /// Takes a seat at the stage whose key was given.
    pub(super) fn join_stage(
        &mut self,
        link: LinkId,
        id: Option<Id>,
        join: StageJoin,
        weight: Weight,
        ctx: &mut Context<Self>,
    ) {
        let Clients::Native { name: own, .. } = &self.clients else {
            return;
        };
        let stage = match self.session.ask_seat(link, &join) {
            Ok(stage) => stage,
            Err(refused) => return self.tell_answered(link, id, Err(refused), ctx),
        };
        let take = TakeSeat {
            session: own.clone(),
            name: join.name,
            door: Door::of(&ctx.address()),
        };
        let find = self.shared.supervisor.send(FindSession(stage.clone()));
        let asked = async move {
            let gone = || refused("no_stage", "this stage is closed; ask for a new link");
            let door = find.await.ok().flatten().ok_or_else(gone)?;
            // From now on: also when this session ends while it waits.
            let held = SeatHeld {
                own: take.session.clone(),
                stage: Some(door.unseat),
            };
            let actor = door.seat.send(take).await.map_err(|_| gone())??;
            Ok((actor, held))
        };
        ctx.spawn(asked.into_actor(self).map(move |taken, this, ctx| {
            let _entered = this.span.clone().entered();
            let answered = match taken {
                Ok((actor, held)) => this.sit(SeatTold { stage, actor }, held, ctx),
                Err(refused) => {
                    let actions = this.session.stage_left(this.now(), &stage);
                    this.carry_out(actions, ctx);
                    Err(refused)
                }
            };
            this.tell_answered(link, id, answered, ctx);
            drop(weight);
        }));
    }

    /// It has a seat now, if it still wants it.
    fn sit(
        &mut self,
        seat: SeatTold,
        held: SeatHeld,
        ctx: &mut Context<Self>,
    ) -> Result<Done, Refused> {
        let done = Done {
            seat: Some(seat.clone()),
            ..Done::default()
        };
        let has_it = self.session.seat() == Some(&seat);
        let (stage, actor) = (seat.stage.clone(), seat.actor);
        let actions = self.session.seated(self.now(), seat)?;
        if has_it {
            // The one that it has holds the same seat.
            held.let_go();
        } else {
            info!(stage, actor, "a seat is taken");
            self.seat = Some(held);
        }
        self.carry_out(actions, ctx);
        Ok(done)
    }

    fn tell_answered(
        &mut self,
        link: LinkId,
        id: Option<Id>,
        answered: Result<Done, Refused>,
        ctx: &mut Context<Self>,
    ) {
        let actions = self.session.told(link, id, answered);
        self.carry_out(actions, ctx);
    }
}

impl Taken {
    /// Its program is played through `way` from now on; by nobody, where there is none.
    fn lead_to(&mut self, stage: &str, actor: u32, way: Option<Arc<dyn NativeLink>>) {
        if let Some(link) = self.link.take() {
            self.door.lost.do_send(LinkLost(link));
        }
        let Some(player) = way else {
            return;
        };
        let link = next_link();
        let way = StageLink {
            stage: stage.to_owned(),
            actor,
            player,
        };
        self.link = Some(link);
        self.door.enter.do_send(Enter {
            link,
            way: Arc::new(way),
            roles: vec![Role::Player],
            entrance: Entrance::Stage {
                stage: stage.to_owned(),
            },
        });
    }
}

impl Handler<TakeSeat> for ClientSession {
    type Result = Result<u32, Refused>;

    fn handle(&mut self, take: TakeSeat, ctx: &mut Self::Context) -> Self::Result {
        let _entered = self.span.clone().entered();
        let TakeSeat {
            session,
            name,
            door,
        } = take;
        let (seat, actions) = self.session.take_seat(&session, &name);
        let actor = seat?;
        // News of the program come before its commands.
        self.carry_out(actions, ctx);
        let way = self.way_to_player();
        let stage = self.seats.stage.clone();
        let taken = self
            .seats
            .taken
            .entry(actor)
            .or_insert(Taken { door, link: None });
        if taken.link.is_none() {
            taken.lead_to(&stage, actor, way);
        }
        Ok(actor)
    }
}

impl Handler<Unseat> for ClientSession {
    type Result = ();

    fn handle(&mut self, Unseat { session }: Unseat, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let (actor, mut actions) = self.session.free_seat(&session);
        if let Some(seat) = actor.and_then(|it| self.seats.taken.remove(&it))
            && let Some(link) = seat.link
        {
            seat.door.lost.do_send(LinkLost(link));
        }
        if self.session.seat().is_some_and(|it| it.stage == session) {
            info!(stage = session, "the stage is closed");
            self.seat = None;
        }
        actions.extend(self.session.stage_left(self.now(), &session));
        self.carry_out(actions, ctx);
    }
}
