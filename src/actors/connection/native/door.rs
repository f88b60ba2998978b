//! The way into a session: a fresh one, the one it comes back to, or somebody else's.

use std::sync::Arc;

use actix::prelude::*;
use tracing::info;

use super::outbox::{OwnLink, WatchLink};
use super::{NativeConnection, Phase, WsContext, frame_bytes};
use crate::actors::session::{ClientSession, Door, Enter, LinkLost, next_link};
use crate::actors::supervisor::{FindSession, MakeRoom};
use crate::protocol::native::{
    Attach, Claim, Close, Done, Hello, Id, Refused, Role, ServerMessage, Unreadable, Unwatch,
    Watch, refused,
};
use crate::session::Entrance;

/// Most sessions that one connection watches.
const WATCHED: usize = 64;

impl NativeConnection {
    pub(super) fn hello(&mut self, hello: Hello, ctx: &mut WsContext) {
        self.phase = Phase::Entering;
        let client = hello.client.clone().unwrap_or_default();
        let name: String = client.name.chars().take(40).collect();
        info!(name, roles = ?hello.roles, resumes = hello.resume.is_some(), "hello");
        let signer = &self.shared.greeting().signer;
        let (session, entrance) = match (&hello.resume, &hello.attach) {
            (Some(resume), _) => match signer.read(&resume.token) {
                Ok(Claim::Resume {
                    session,
                    member,
                    generation,
                }) => {
                    let entrance = Entrance::Back {
                        member,
                        generation,
                        epoch: resume.epoch,
                        seq: resume.seq,
                        console_n: resume.console_n,
                        console_run: resume.run.clone(),
                    };
                    (Some(session), entrance)
                }
                Err(Unreadable::OtherLife) => {
                    let reason = "server_restarted";
                    (None, Entrance::New { reason })
                }
                Ok(Claim::Attach { .. } | Claim::Stage { .. }) | Err(Unreadable::Forged) => {
                    let text = "the resume token is not one of ours; say `hello` without it";
                    return self.fault(refused("token", text), Close::Token, ctx);
                }
            },
            (None, Some(Attach { session, key })) => match signer.read(key) {
                Ok(Claim::Attach { session: of, role }) if of == *session => {
                    (Some(of), Entrance::Joins { key: role })
                }
                Ok(_) | Err(_) => {
                    let text = "the key is not one of this session; ask for a fresh link";
                    return self.fault(refused("token", text), Close::Token, ctx);
                }
            },
            (None, None) => (None, Entrance::New { reason: "new" }),
        };
        match session {
            Some(session) => self.find(session, hello.roles, entrance, ctx),
            None => self.open(hello.roles, entrance, ctx),
        }
    }

    fn find(&mut self, name: String, roles: Vec<Role>, entrance: Entrance, ctx: &mut WsContext) {
        let found = self
            .shared
            .supervisor
            .send(FindSession(name))
            .into_actor(self);
        ctx.spawn(found.map(move |found, this, ctx| {
            let _entered = this.span.clone().entered();
            if !matches!(this.phase, Phase::Entering) {
                return;
            }
            match (found.ok().flatten(), entrance) {
                (Some(door), entrance) => this.enter(door, roles, entrance, ctx),
                (None, Entrance::Back { .. }) => {
                    let reason = "session_over";
                    this.open(roles, Entrance::New { reason }, ctx);
                }
                (None, Entrance::Joins { .. } | Entrance::New { .. } | Entrance::Stage { .. }) => {
                    let refused = refused("no_session", "there is no such session any more");
                    this.fault(refused, Close::NoSession, ctx);
                }
            }
        }));
    }

    fn open(&mut self, roles: Vec<Role>, entrance: Entrance, ctx: &mut WsContext) {
        let Some(place) = self.shared.take_session() else {
            self.shared.supervisor.do_send(MakeRoom);
            let refused = Refused {
                retryable: true,
                retry_after_ms: Some(5_000),
                ..refused(
                    "full",
                    "as many sessions are here as may be; try again in a moment",
                )
            };
            return self.fault(refused, Close::Rate, ctx);
        };
        let key = self.shared.next_run();
        let session = ClientSession::native(key, self.shared.clone(), place).start();
        self.enter(Door::of(&session), roles, entrance, ctx);
    }

    fn enter(&mut self, door: Door, roles: Vec<Role>, entrance: Entrance, ctx: &mut WsContext) {
        let enter = Enter {
            link: self.link,
            way: Arc::new(OwnLink::from(self.own_link(ctx))),
            roles,
            entrance,
        };
        door.enter.do_send(enter);
        self.frame_limit.raise(frame_bytes(&self.shared));
        self.phase = Phase::Inside(door);
    }

    pub(super) fn watch(&mut self, id: Option<Id>, watch: Watch, ctx: &mut WsContext) {
        let claim = self.shared.greeting().signer.read(&watch.key);
        let is_key =
            matches!(&claim, Ok(Claim::Attach { session, .. }) if *session == watch.target);
        let may = if is_key {
            self.may_watch(&watch.target)
        } else {
            Err(refused("token", "the key is not one of this session"))
        };
        if let Err(refused) = may {
            return Self::reply(id, ServerMessage::Error(refused), ctx);
        }
        let Watch { target, level, .. } = watch;
        let found = self
            .shared
            .supervisor
            .send(FindSession(target.clone()))
            .into_actor(self);
        ctx.spawn(found.map(move |found, this, ctx| {
            if !matches!(this.phase, Phase::Inside(_)) {
                return;
            }
            let gone = || refused("no_session", "there is no such session any more");
            let found = found.ok().flatten().ok_or_else(gone);
            // Others may have come to be watched meanwhile.
            let door = match found.and_then(|door| this.may_watch(&target).map(|()| door)) {
                Ok(door) => door,
                Err(refused) => return Self::reply(id, ServerMessage::Error(refused), ctx),
            };
            Self::reply(id, ServerMessage::Ok(Done::default()), ctx);
            let watcher = next_link();
            let link = this.own_link(ctx);
            let way = WatchLink {
                target: target.clone(),
                level,
                link,
            };
            door.enter.do_send(Enter {
                link: watcher,
                way: Arc::new(way),
                roles: vec![Role::Observer],
                entrance: Entrance::Joins {
                    key: Role::Observer,
                },
            });
            if let Some((link, door)) = this.watched.insert(target, (watcher, door)) {
                door.lost.do_send(LinkLost(link));
            }
        }));
    }

    /// One that is watched already is watched anew.
    fn may_watch(&self, target: &str) -> Result<(), Refused> {
        if self.watched.len() < WATCHED || self.watched.contains_key(target) {
            return Ok(());
        }
        let text = format!("{WATCHED} sessions are watched already");
        Err(refused("too_many", text))
    }

    pub(super) fn unwatch(&mut self, id: Option<Id>, unwatch: &Unwatch, ctx: &mut WsContext) {
        let reply = match self.watched.remove(&unwatch.target) {
            Some((link, door)) => {
                door.lost.do_send(LinkLost(link));
                ServerMessage::Ok(Done::default())
            }
            None => ServerMessage::Error(refused("no_session", "this session is not watched")),
        };
        Self::reply(id, reply, ctx);
    }
}
