//! A client of the native protocol: frames in, typed messages to its session, and back.
//!
//! What waits for the socket stands in an [`Outbox`] that the session fills, whatever thread it is
//! on; the connection empties it when it is woken. A client that does not read freezes only this.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix::prelude::*;
use actix_http::ws::Item;
use actix_web_actors::ws::{self, CloseCode, CloseReason, Message as WsFrame, ProtocolError};
use bytes::BytesMut;
use bytestring::ByteString;
use tracing::{Span, debug, info, info_span, trace};

use super::{FrameGuard, PeerSocket, Seat};
use crate::actors::session::{
    ClientSession, Door, Enter, FromNative, LastHeard, LinkLost, NativeLink, Shared, TooSlow,
};
use crate::actors::supervisor::FindSession;
use crate::protocol::native::{
    Attach, Claim, ClientMessage, Close, Done, FromClient, FromServer, Hello, Id, Refused, Role,
    SUBPROTOCOL, ServerMessage, Unclear, Unreadable, Unwatch, Watch, WatchEvent, WatchLevel,
    decode, refused,
};
use crate::session::{Entrance, Frame, FrameKind, LinkId};

/// Most bytes that wait for one socket; one command is accepted on top.
const WAITING_BYTES: usize = 1024 * 1024;
/// How long a socket may take to take a close frame before it is cut.
const CLOSE_GRACE: Duration = Duration::from_secs(1);
/// How long the client may take to close its side.
const GOODBYE: Duration = Duration::from_secs(2);
/// Most sessions that one connection watches.
const WATCHED: usize = 64;
/// How many times its sustained rate a client may send at once.
const BURST_SECONDS: f64 = 10.0;

type WsContext = ws::WebsocketContext<NativeConnection>;

/// One WebSocket of the native protocol.
pub struct NativeConnection {
    link: LinkId,
    shared: Shared,
    phase: Phase,
    outbox: Arc<Outbox>,
    heard: LastHeard,
    socket: Option<PeerSocket>,
    watched: HashMap<String, (LinkId, Door)>,
    rate: Rate,
    /// A message that comes in several frames.
    partial: BytesMut,
    _seat: Option<Seat>,
    span: Span,
}

enum Phase {
    /// It is told why, and closed.
    Refused(Refused, Close),
    AwaitingHello,
    /// It said `hello`, and its session is being found.
    Entering,
    Inside(Door),
    Closing,
}

/// What a fresh connection is to become.
pub enum Admission {
    /// It may say `hello`.
    Welcome(Seat),
    /// It may not.
    Refuse(Refused, Close),
}

/// What waits for a socket.
#[derive(Debug, Default)]
struct Outbox {
    waiting: Mutex<VecDeque<Out>>,
    bytes: AtomicUsize,
    /// The connection was woken and has not looked yet.
    woken: AtomicBool,
}

#[derive(Debug)]
enum Out {
    Text(ByteString),
    Close(Close),
}

/// There is something in the outbox.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct Wake;

/// A session's way to a connection.
#[derive(Clone, Debug)]
struct Link {
    connection: Addr<NativeConnection>,
    outbox: Arc<Outbox>,
    heard: LastHeard,
    socket: Option<PeerSocket>,
}

impl Link {
    fn push(&self, out: Out) {
        let bytes = match &out {
            Out::Text(text) => text.len(),
            Out::Close(_) => 0,
        };
        self.outbox.bytes.fetch_add(bytes, Ordering::Relaxed);
        let mut waiting = self
            .outbox
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        waiting.push_back(out);
        drop(waiting);
        // One wake at a time: whatever is in the outbox then is taken.
        if !self.outbox.woken.swap(true, Ordering::AcqRel) {
            self.connection.do_send(Wake);
        }
    }
}

impl NativeLink for Link {
    fn send(&self, frame: Frame) -> Result<(), TooSlow> {
        if self.waiting_bytes() > WAITING_BYTES {
            return Err(TooSlow);
        }
        self.push(Out::Text(frame.text));
        Ok(())
    }

    fn close(&self, why: Close) {
        self.push(Out::Close(why));
        // A client that does not read does not take the close frame either.
        if let Some(socket) = self.socket.clone() {
            actix::spawn(async move {
                tokio::time::sleep(CLOSE_GRACE + GOODBYE).await;
                socket.cut();
            });
        }
    }

    fn waiting_bytes(&self) -> usize {
        self.outbox.bytes.load(Ordering::Relaxed)
    }

    fn last_heard(&self) -> LastHeard {
        self.heard.clone()
    }
}

/// A watched session's way to a connection: what it says is told as an event of its own.
#[derive(Debug)]
struct WatchLink {
    target: String,
    level: WatchLevel,
    link: Link,
}

impl NativeLink for WatchLink {
    fn send(&self, frame: Frame) -> Result<(), TooSlow> {
        if self.level == WatchLevel::Status && frame.kind != FrameKind::Status {
            return Ok(());
        }
        let Ok(event) = serde_json::value::RawValue::from_string(frame.text.to_string()) else {
            return Ok(());
        };
        let target = self.target.clone();
        let watched = ServerMessage::WatchEvent(WatchEvent { target, event });
        self.link.send(Frame {
            text: FromServer::plain(watched).encode(),
            kind: frame.kind,
        })
    }

    /// The session is over, or the watcher too slow for it: the connection goes on.
    fn close(&self, why: Close) {
        debug!(target_session = self.target, ?why, "watched no more");
    }

    fn waiting_bytes(&self) -> usize {
        self.link.waiting_bytes()
    }

    fn last_heard(&self) -> LastHeard {
        self.link.last_heard()
    }
}

/// How many messages a client may send now.
#[derive(Clone, Copy, Debug)]
struct Rate {
    room: f64,
    most: f64,
    per_second: f64,
    filled: Instant,
}

impl Rate {
    fn new(per_second: u32) -> Self {
        let per_second = f64::from(per_second);
        let most = per_second * BURST_SECONDS;
        Self {
            room: most,
            most,
            per_second,
            filled: Instant::now(),
        }
    }

    fn take(&mut self) -> bool {
        let now = Instant::now();
        let more = now.duration_since(self.filled).as_secs_f64() * self.per_second;
        self.filled = now;
        self.room = (self.room + more).min(self.most);
        self.room -= 1.0;
        self.room >= 0.0
    }
}

fn next_link() -> LinkId {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LinkId(LAST.fetch_add(1, Ordering::Relaxed) + 1)
}

impl NativeConnection {
    /// A connection to `shared`'s server.
    pub fn new(shared: Shared, admission: Admission, socket: Option<PeerSocket>) -> Self {
        let link = next_link();
        let rate = Rate::new(shared.config.native.messages_per_second);
        let (phase, seat) = match admission {
            Admission::Welcome(seat) => (Phase::AwaitingHello, Some(seat)),
            Admission::Refuse(refused, why) => (Phase::Refused(refused, why), None),
        };
        Self {
            link,
            shared,
            phase,
            outbox: Arc::default(),
            heard: LastHeard::default(),
            socket,
            watched: HashMap::new(),
            rate,
            partial: BytesMut::new(),
            _seat: seat,
            span: info_span!("connection", link = link.0),
        }
    }

    fn own_link(&self, ctx: &WsContext) -> Link {
        Link {
            connection: ctx.address(),
            outbox: Arc::clone(&self.outbox),
            heard: self.heard.clone(),
            socket: self.socket.clone(),
        }
    }

    fn text(&mut self, text: &str, ctx: &mut WsContext) {
        if matches!(self.phase, Phase::Closing | Phase::Refused(..)) {
            return;
        }
        trace!(bytes = text.len(), "frame");
        if !self.rate.take() {
            let text = "too many messages; send fewer a second";
            return self.fault(refused("rate", text), Close::Rate, ctx);
        }
        match decode(text) {
            Ok(from) => match self.check_size(text.len(), &from.message) {
                Some(refused) => self.fault(refused, Close::TooBig, ctx),
                None => self.message(from, ctx),
            },
            Err(Unclear::NoMessage(why)) => {
                let text = format!("a frame is no message: {why}");
                self.fault(refused("bad_frame", text), Close::BadFrame, ctx);
            }
            Err(Unclear::Refused(id, refused)) => {
                Self::reply(id, ServerMessage::Error(refused), ctx);
            }
            Err(Unclear::Ignored) => (),
        }
    }

    /// Source and answers have bounds of their own.
    fn check_size(&self, bytes: usize, message: &ClientMessage) -> Option<Refused> {
        let limit = self.shared.config.native.message_bytes;
        let has_own = matches!(
            message,
            ClientMessage::RunStart(_)
                | ClientMessage::CommandResult(_)
                | ClientMessage::StageSnapshot(_)
        );
        let text = format!("a message has more than {limit} bytes; send less at once");
        (!has_own && bytes > limit).then(|| refused("too_big", text))
    }

    fn message(&mut self, from: FromClient, ctx: &mut WsContext) {
        match (&self.phase, from.message) {
            (Phase::AwaitingHello, ClientMessage::Hello(hello)) => self.hello(hello, ctx),
            (Phase::AwaitingHello | Phase::Entering, _) => {
                let refused = refused("no_session", "send `hello` first, and wait for `welcome`");
                Self::reply(from.id, ServerMessage::Error(refused), ctx);
            }
            (Phase::Inside(_), ClientMessage::Watch(watch)) => self.watch(from.id, watch, ctx),
            (Phase::Inside(_), ClientMessage::Unwatch(unwatch)) => {
                self.unwatch(from.id, &unwatch, ctx);
            }
            (Phase::Inside(door), message) => {
                let link = self.link;
                let from = Box::new(FromClient { message, ..from });
                // The rate bounds what is in flight.
                door.say.do_send(FromNative { link, from });
            }
            (Phase::Closing | Phase::Refused(..), _) => (),
        }
    }

    fn hello(&mut self, hello: Hello, ctx: &mut WsContext) {
        self.phase = Phase::Entering;
        let client = hello.client.clone().unwrap_or_default();
        let name: String = client.name.chars().take(40).collect();
        info!(name, roles = ?hello.roles, resumes = hello.resume.is_some(), "hello");
        let signer = &self.shared.greeting.signer;
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
                    };
                    (Some(session), entrance)
                }
                Err(Unreadable::OtherLife) => {
                    let reason = "server_restarted";
                    (None, Entrance::New { reason })
                }
                Ok(Claim::Attach { .. }) | Err(Unreadable::Forged) => {
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
            match (found.ok().flatten(), entrance) {
                (Some(door), entrance) => this.enter(door, roles, entrance, ctx),
                (None, Entrance::Back { .. }) => {
                    let reason = "session_over";
                    this.open(roles, Entrance::New { reason }, ctx);
                }
                (None, Entrance::Joins { .. } | Entrance::New { .. }) => {
                    let refused = refused("no_session", "there is no such session any more");
                    this.fault(refused, Close::NoSession, ctx);
                }
            }
        }));
    }

    fn open(&mut self, roles: Vec<Role>, entrance: Entrance, ctx: &mut WsContext) {
        let Some(place) = self.shared.take_session() else {
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
            way: Box::new(self.own_link(ctx)),
            roles,
            entrance,
        };
        door.enter.do_send(enter);
        self.phase = Phase::Inside(door);
    }

    fn watch(&mut self, id: Option<Id>, watch: Watch, ctx: &mut WsContext) {
        let claim = self.shared.greeting.signer.read(&watch.key);
        let may = matches!(&claim, Ok(Claim::Attach { session, .. }) if *session == watch.target);
        if !may || self.watched.len() == WATCHED {
            let refused = if may {
                refused(
                    "too_many",
                    format!("{WATCHED} sessions are watched already"),
                )
            } else {
                refused("token", "the key is not one of this session")
            };
            return Self::reply(id, ServerMessage::Error(refused), ctx);
        }
        let Watch { target, level, .. } = watch;
        let found = self
            .shared
            .supervisor
            .send(FindSession(target.clone()))
            .into_actor(self);
        ctx.spawn(found.map(move |found, this, ctx| {
            let Some(door) = found.ok().flatten() else {
                let refused = refused("no_session", "there is no such session any more");
                return Self::reply(id, ServerMessage::Error(refused), ctx);
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
                way: Box::new(way),
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

    fn unwatch(&mut self, id: Option<Id>, unwatch: &Unwatch, ctx: &mut WsContext) {
        let reply = match self.watched.remove(&unwatch.target) {
            Some((link, door)) => {
                door.lost.do_send(LinkLost(link));
                ServerMessage::Ok(Done::default())
            }
            None => ServerMessage::Error(refused("no_session", "this session is not watched")),
        };
        Self::reply(id, reply, ctx);
    }

    /// Tells the sender of a message what became of it, where the session does not.
    fn reply(re: Option<Id>, message: ServerMessage, ctx: &mut WsContext) {
        if re.is_none() && matches!(message, ServerMessage::Ok(_)) {
            return;
        }
        ctx.text(FromServer::reply(re, message).encode());
    }

    /// The connection cannot go on: says why and closes.
    fn fault(&mut self, refused: Refused, why: Close, ctx: &mut WsContext) {
        info!(code = refused.code, ?why, "closing a connection");
        Self::reply(None, ServerMessage::Error(refused), ctx);
        self.close(why, ctx);
    }

    fn close(&mut self, why: Close, ctx: &mut WsContext) {
        self.leave();
        self.phase = Phase::Closing;
        ctx.close(Some(CloseReason {
            code: CloseCode::from(why.code()),
            description: None,
        }));
        ctx.run_later(GOODBYE, |_, ctx| ctx.stop());
    }

    /// Its sessions are told that it is gone.
    fn leave(&mut self) {
        if let Phase::Inside(door) = std::mem::replace(&mut self.phase, Phase::Closing) {
            door.lost.do_send(LinkLost(self.link));
        }
        for (_, (link, door)) in self.watched.drain() {
            door.lost.do_send(LinkLost(link));
        }
    }

    fn part(&mut self, item: Item, ctx: &mut WsContext) {
        let (part, is_last) = match item {
            Item::FirstText(part) => {
                self.partial.clear();
                (part, false)
            }
            Item::FirstBinary(_) => return self.binary(ctx),
            Item::Continue(part) => (part, false),
            Item::Last(part) => (part, true),
        };
        if self.partial.len() + part.len() > frame_bytes(&self.shared) {
            return self.too_big(ctx);
        }
        self.partial.extend_from_slice(&part);
        if is_last {
            let whole = std::mem::take(&mut self.partial);
            match std::str::from_utf8(&whole) {
                Ok(text) => self.text(text, ctx),
                Err(_) => self.fault(refused("bad_frame", NO_UTF8), Close::BadFrame, ctx),
            }
        }
    }

    fn binary(&mut self, ctx: &mut WsContext) {
        let text = "a binary frame came; send text frames";
        self.fault(refused("bad_frame", text), Close::BadFrame, ctx);
    }

    fn too_big(&mut self, ctx: &mut WsContext) {
        let limit = frame_bytes(&self.shared);
        let text = format!("a frame has more than {limit} bytes; send less at once");
        self.fault(refused("too_big", text), Close::TooBig, ctx);
    }
}

const NO_UTF8: &str = "a text frame is no UTF-8; send UTF-8";

/// Longest frame: a source or an answer, where JSON may take six bytes for one.
fn frame_bytes(shared: &Shared) -> usize {
    let run = &shared.config.run;
    let longest = (2 * run.source_bytes).max(run.answer_bytes);
    longest.saturating_mul(6).saturating_add(4 * 1024)
}

impl Actor for NativeConnection {
    type Context = WsContext;

    fn started(&mut self, ctx: &mut Self::Context) {
        if let Phase::Refused(refused, why) = &self.phase {
            let (refused, why) = (refused.clone(), *why);
            return self.fault(refused, why, ctx);
        }
        let hello = Duration::from_secs(self.shared.config.native.hello_seconds);
        ctx.run_later(hello, |this, ctx| {
            if let Phase::AwaitingHello = this.phase {
                let refused = refused("hello", "`hello` did not come in time");
                this.fault(refused, Close::HelloTooLate, ctx);
            }
        });
    }
}

impl Drop for NativeConnection {
    fn drop(&mut self) {
        // Also after a panic: its session waits for it to come back.
        self.leave();
    }
}

impl StreamHandler<Result<WsFrame, ProtocolError>> for NativeConnection {
    fn handle(&mut self, frame: Result<WsFrame, ProtocolError>, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.heard.note();
        match frame {
            Ok(WsFrame::Text(text)) => self.text(&text, ctx),
            Ok(WsFrame::Continuation(item)) => self.part(item, ctx),
            Ok(WsFrame::Binary(_)) => self.binary(ctx),
            Ok(WsFrame::Ping(bytes)) => ctx.pong(&bytes),
            Ok(WsFrame::Pong(_) | WsFrame::Nop) => (),
            Ok(WsFrame::Close(reason)) => {
                if !matches!(self.phase, Phase::Closing) {
                    ctx.close(reason);
                }
                self.leave();
                ctx.stop();
            }
            // The frame guard refused it; it reads the rest away.
            Err(ProtocolError::Io(error)) if !error.to_string().contains("utf") => {
                self.too_big(ctx);
            }
            Err(error) => {
                let text = format!("a frame cannot be read ({error})");
                self.fault(refused("bad_frame", text), Close::BadFrame, ctx);
                // What follows cannot be read either, and would be tried for ever.
                let reading = ctx.handle();
                ctx.cancel_future(reading);
            }
        }
    }

    fn finished(&mut self, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        debug!("socket closed");
        self.leave();
        ctx.stop();
    }
}

impl Handler<Wake> for NativeConnection {
    type Result = ();

    fn handle(&mut self, _: Wake, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.outbox.woken.store(false, Ordering::Release);
        let waiting = std::mem::take(
            &mut *self
                .outbox
                .waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        for out in waiting {
            match out {
                Out::Text(text) => {
                    self.outbox.bytes.fetch_sub(text.len(), Ordering::Relaxed);
                    if !matches!(self.phase, Phase::Closing) {
                        ctx.text(text);
                    }
                }
                Out::Close(why) => self.close(why, ctx),
            }
        }
    }
}

/// Answers the request with a WebSocket whose frames `connection` handles.
///
/// # Errors
///
/// Fails when the request is no WebSocket handshake.
pub fn upgrade(
    connection: NativeConnection,
    request: &actix_web::HttpRequest,
    payload: actix_web::web::Payload,
) -> Result<actix_web::HttpResponse, actix_web::Error> {
    let limit_bytes = frame_bytes(&connection.shared);
    let frames = FrameGuard::new(payload, limit_bytes);
    ws::WsResponseBuilder::new(connection, request, frames)
        .protocols(&[SUBPROTOCOL])
        .frame_size(limit_bytes)
        .start()
}
