//! A client of the native protocol: frames in, typed messages to its session, and back.
//!
//! What waits for the socket stands in an `Outbox` that the session fills, whatever thread it is
//! on; the connection empties it when it is woken. A client that does not read freezes only this.

mod door;
mod outbox;
mod rate;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use actix::prelude::*;
use actix_http::ws::Item;
use actix_web::body::BoxBody;
use actix_web_actors::ws::{self, CloseCode, CloseReason, Message as WsFrame, ProtocolError};
use bytes::BytesMut;
use tracing::{Span, debug, info, info_span, trace};

use self::outbox::{Link, Out, Outbox, Wake};
pub use self::rate::Weight;
use self::rate::{InFlight, Rate};
use super::pieces::Pieces;
use super::{FrameGuard, FrameLimit, PeerSocket, Seat};
use crate::actors::session::{Door, FromNative, LastHeard, LinkLost, Shared, next_link};
use crate::protocol::native::{
    ClientMessage, Close, FromClient, FromServer, Id, Refused, SUBPROTOCOL, ServerMessage, Unclear,
    decode, refused,
};
use crate::session::LinkId;

/// How long the client may take to close its side.
const GOODBYE: Duration = Duration::from_secs(2);

/// How much is handed to the socket at once.
const TURN_BYTES: usize = 256 * 1024;

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
    in_flight: InFlight,
    /// Who has not come in yet may send little.
    frame_limit: FrameLimit,
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

impl NativeConnection {
    /// A connection to `shared`'s server.
    pub fn new(shared: Shared, admission: Admission, socket: Option<PeerSocket>) -> Self {
        let link = next_link();
        let frame_limit = FrameLimit::new(shared.config.native.message_bytes);
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
            in_flight: InFlight::default(),
            frame_limit,
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
                None => self.message(from, text.len(), ctx),
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
                | ClientMessage::GameApi(_)
        );
        let text = format!("a message has more than {limit} bytes; send less at once");
        (!has_own && bytes > limit).then(|| refused("too_big", text))
    }

    fn message(&mut self, from: FromClient, bytes: usize, ctx: &mut WsContext) {
        if self.in_flight.bytes() > frame_bytes(&self.shared) {
            let text = "more comes than the session can deal with; wait for answers";
            return self.fault(refused("rate", text), Close::Rate, ctx);
        }
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
                // What is in flight is bounded by its bytes, just above.
                let weight = self.in_flight.add(bytes);
                door.say.do_send(FromNative { link, from, weight });
            }
            (Phase::Closing | Phase::Refused(..), _) => (),
        }
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
        if self.partial.len() + part.len() > self.frame_limit.bytes() {
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

    fn unreadable(&mut self, error: &ProtocolError, ctx: &mut WsContext) {
        if matches!(self.phase, Phase::Closing) {
            // The decoder keeps what it cannot read, and would fail at it for ever.
            let reading = ctx.handle();
            ctx.cancel_future(reading);
        } else if self.frame_limit.is_exceeded() {
            // The frame guard refused it, and reads the rest away.
            self.too_big(ctx);
        } else {
            let text = format!("a frame cannot be read ({error})");
            self.fault(refused("bad_frame", text), Close::BadFrame, ctx);
        }
    }

    fn too_big(&mut self, ctx: &mut WsContext) {
        let limit = self.frame_limit.bytes();
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
            Err(error) => self.unreadable(&error, ctx),
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
        let (taken, is_more) = self.outbox.take(TURN_BYTES);
        for out in taken {
            match out {
                Out::Frame(frame, _) if !matches!(self.phase, Phase::Closing) => {
                    ctx.text(frame.into_text());
                }
                Out::Close(why) if !matches!(self.phase, Phase::Closing) => self.close(why, ctx),
                Out::Frame(..) | Out::Close(_) => (),
            }
        }
        if is_more {
            // The rest when the socket has taken this: who does not read is not asked again.
            let later = tokio::task::yield_now().into_actor(self);
            ctx.spawn(later.map(|(), _, ctx| ctx.notify(Wake)));
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
    let frames = FrameGuard::new(payload, connection.frame_limit.clone());
    let response = ws::WsResponseBuilder::new(connection, request, frames)
        .protocols(&[SUBPROTOCOL])
        .frame_size(limit_bytes)
        .start()?;
    Ok(response.map_body(|_, body| BoxBody::new(Pieces::of(body))))
}
