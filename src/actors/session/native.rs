//! The session and its clients of the native protocol.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix::prelude::*;
use tracing::{debug, info};

use super::stage::{TakeSeat, Unseat};
use super::{ClientSession, Clients, NativeLink, Shared};
use crate::actors::connection::Seat;
use crate::actors::connection::native::Weight;
use crate::actors::supervisor::MakeRoom;
use crate::messages::RunId;
use crate::protocol::native::{
    Beat, ClientMessage, Close, Done, FromClient, FromServer, GameApi, Id, Role, ServerMessage,
    refused,
};
use crate::session::{Entrance, Frame, FrameKind, LinkId, Room, Session};

/// So much waits for a socket that its console waits, in bytes.
const CONGESTED_BYTES: usize = 256 * 1024;

/// Somebody comes to a session.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub struct Enter {
    /// The connection.
    pub link: LinkId,
    /// The way to it.
    pub way: Arc<dyn NativeLink>,
    /// What it asks for.
    pub roles: Vec<Role>,
    /// How it comes.
    pub entrance: Entrance,
}

/// A message of a client's.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub struct FromNative {
    /// From which connection.
    pub link: LinkId,
    /// The message.
    pub from: Box<FromClient>,
    /// Its part of what the connection has in flight.
    pub weight: Weight,
}

/// A game was changed while the server runs, or is broken since.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
pub struct GameNews {
    /// Its id.
    pub game: String,
    /// What is wrong with it; without that it is another one now.
    pub problem: Option<String>,
}

/// A connection is gone.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct LinkLost(pub LinkId);

/// The ways into a session.
#[derive(Clone, Debug)]
pub struct Door {
    /// To come.
    pub enter: Recipient<Enter>,
    /// To say something.
    pub say: Recipient<FromNative>,
    /// To be gone.
    pub lost: Recipient<LinkLost>,
    /// To take a seat at its stage.
    pub seat: Recipient<TakeSeat>,
    /// To be at one stage with it no more.
    pub unseat: Recipient<Unseat>,
    /// To tell everybody in it about a game.
    pub news: Recipient<GameNews>,
    /// To let it go where nobody would miss it.
    pub room: Recipient<MakeRoom>,
}

impl Door {
    /// The ways into `session`.
    pub fn of(session: &Addr<ClientSession>) -> Self {
        Self {
            enter: session.clone().recipient(),
            say: session.clone().recipient(),
            lost: session.clone().recipient(),
            seat: session.clone().recipient(),
            unseat: session.clone().recipient(),
            news: session.clone().recipient(),
            room: session.clone().recipient(),
        }
    }
}

impl ClientSession {
    /// A session for clients of the native protocol.
    pub fn native(key: RunId, shared: Shared, place: Seat) -> Self {
        let name = Shared::session_name();
        let room = Room::new(name.clone(), Shared::epoch(), shared.greeting());
        let clients = Clients::Native {
            name,
            links: HashMap::new(),
            _place: place,
        };
        Self::new(key, shared, Session::native(room), clients)
    }

    pub(super) fn send(&mut self, to: LinkId, frame: Frame, ctx: &mut Context<Self>) {
        let Clients::Native { links, .. } = &self.clients else {
            return;
        };
        let Some(link) = links.get(&to) else {
            return;
        };
        if link.send(frame).is_err() {
            info!(link = to.0, "the client does not read");
            // At once: nothing that follows may be sent after what was not.
            self.close(to, Close::Slow);
            let actions = self.session.cut(self.now(), to, Close::Slow);
            self.carry_out(actions, ctx);
        }
    }

    /// Tells what a game is whose manifest was sent, one after the other.
    fn tell_sent(
        &self,
        link: LinkId,
        id: Option<Id>,
        asked: GameApi,
        weight: Weight,
        ctx: &mut Context<Self>,
    ) {
        let (shared, turn) = (self.shared.clone(), Arc::clone(&self.rendering));
        let told = async move {
            let _turn = turn.lock().await;
            let told = tokio::task::spawn_blocking(move || super::api::told(&shared, &asked));
            told.await
                .unwrap_or_else(|error| Err(refused("internal", error.to_string())))
        };
        ctx.spawn(told.into_actor(self).map(move |told, this, ctx| {
            let _entered = this.span.clone().entered();
            let answered = told.map(|api| Done {
                api: Some(Box::new(api)),
                ..Done::default()
            });
            let actions = this.session.told(link, id, answered);
            this.carry_out(actions, ctx);
            drop(weight);
        }));
    }

    pub(super) fn close(&mut self, to: LinkId, why: Close) {
        if let Clients::Native { links, .. } = &mut self.clients
            && let Some(link) = links.remove(&to)
        {
            debug!(link = to.0, ?why, "closing a connection");
            link.close(why);
        }
    }

    /// Says which clients are so far behind that their console waits.
    pub(super) fn note_congestion(&mut self) {
        if let Clients::Native { links, .. } = &self.clients {
            for (id, link) in links {
                let congested = link.waiting_bytes() > CONGESTED_BYTES;
                self.session.congested(*id, congested);
            }
        }
    }

    /// Tells a client the time, and asks whether it is there.
    fn ping(&mut self, to: LinkId, ctx: &mut Context<Self>) {
        let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let ts = u64::try_from(time.unwrap_or_default().as_millis()).unwrap_or(u64::MAX);
        let ping = FromServer::plain(ServerMessage::Ping(Beat { ts }));
        let frame = Frame {
            text: ping.encode(),
            mark: None,
            kind: FrameKind::Other,
        };
        self.send(to, frame, ctx);
    }

    /// Asks every client whether it is there, and finds those that are not.
    pub(super) fn watch_links(&self, ctx: &mut Context<Self>) {
        let native = &self.shared.config.native;
        let dead_after = Duration::from_secs(native.dead_after_seconds);
        let every = Duration::from_secs(native.ping_seconds.max(1));
        ctx.run_interval(every, move |this, ctx| {
            let _entered = this.span.clone().entered();
            let Clients::Native { links, .. } = &this.clients else {
                return;
            };
            let silent = |link: &dyn NativeLink| link.last_heard().ago() > dead_after;
            let (dead, alive): (Vec<_>, Vec<_>) =
                links.iter().partition(|(_, link)| silent(&***link));
            let dead: Vec<LinkId> = dead.into_iter().map(|(id, _)| *id).collect();
            let pinged = alive.into_iter().filter(|(_, link)| link.is_own());
            let alive: Vec<LinkId> = pinged.map(|(id, _)| *id).collect();
            for id in dead {
                info!(link = id.0, "the client is silent, it is gone");
                let actions = this.session.cut(this.now(), id, Close::NoPong);
                this.carry_out(actions, ctx);
            }
            for id in alive {
                this.ping(id, ctx);
            }
        });
    }
}

impl Handler<Enter> for ClientSession {
    type Result = ();

    fn handle(&mut self, enter: Enter, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let Enter {
            link,
            way,
            roles,
            entrance,
        } = enter;
        info!(link = link.0, ?roles, ?entrance, "a client comes");
        if let Clients::Native { links, .. } = &mut self.clients {
            links.insert(link, way);
        }
        let actions = self.session.enter(self.now(), link, &roles, &entrance);
        self.carry_out(actions, ctx);
        // Games that keep time together need it at once.
        let Clients::Native { links, .. } = &self.clients else {
            return;
        };
        if links.get(&link).is_some_and(|it| it.is_own()) {
            self.ping(link, ctx);
        }
    }
}

impl Handler<FromNative> for ClientSession {
    type Result = ();

    fn handle(&mut self, said: FromNative, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let FromNative { link, from, weight } = said;
        if let Some(actor) = from.actor {
            return self.pass_on(link, actor, *from, weight, ctx);
        }
        if let ClientMessage::StageJoin(join) = from.message {
            return self.join_stage(link, from.id, join, weight, ctx);
        }
        let shared = &self.shared;
        let actions = if let ClientMessage::GameApi(asked) = &from.message {
            // Whoever looks at its functions is about to start a program.
            if let Some(language) = shared.registry.working(&asked.language) {
                shared.expect(language);
            }
            if asked.manifest.is_some() {
                // It is made for this client alone, which takes its time.
                let (id, asked) = (from.id.clone(), asked.clone());
                return self.tell_sent(link, id, asked, weight, ctx);
            }
            let answered = super::api::told(shared, asked).map(|api| Done {
                api: Some(Box::new(api)),
                ..Done::default()
            });
            self.session.told(link, from.id.clone(), answered)
        } else {
            let now = self.now();
            self.session.request(now, link, *from, || shared.next_run())
        };
        self.carry_out(actions, ctx);
        drop(weight);
    }
}

impl Handler<GameNews> for ClientSession {
    type Result = ();

    fn handle(&mut self, news: GameNews, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let greeting = self.shared.greeting();
        let GameNews { game, problem } = news;
        let actions = self.session.game_changed(greeting, game, problem);
        self.carry_out(actions, ctx);
    }
}

impl Handler<MakeRoom> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: MakeRoom, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        let actions = self.session.make_room(self.now());
        self.carry_out(actions, ctx);
    }
}

impl Handler<LinkLost> for ClientSession {
    type Result = ();

    fn handle(&mut self, LinkLost(link): LinkLost, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        if let Clients::Native { links, .. } = &mut self.clients
            && links.remove(&link).is_some()
        {
            debug!(link = link.0, "a connection is gone");
            let actions = self.session.lost(self.now(), link);
            self.carry_out(actions, ctx);
        }
    }
}
