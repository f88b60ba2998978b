//! A client of the original: text frames, decoded once, here.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix::prelude::*;
use actix_http::ws::Item;
use actix_web_actors::ws::{self, CloseCode, Message as Frame, ProtocolError, WebsocketContext};
use bytes::BytesMut;
use bytestring::ByteString;
use tracing::{Span, debug, info_span, trace};

use super::{FrameGuard, FrameLimit, PeerSocket, Seat};
use crate::actors::session::{ClientLink, ClientSession, LastHeard};
use crate::messages::{
    ClientFaulted, ClientGone, ConsolePrinted, EndReason, ErrorKind, ProgramError, RunEnd, RunId,
    ToClient,
};
use crate::protocol::classic::{Conversation, Heard, Out};

/// Most bytes that wait for one socket; one command is accepted on top.
const WAITING_BYTES: usize = 1024 * 1024;
/// Most messages that wait for one socket.
const WAITING_MESSAGES: usize = 32;

/// One WebSocket of the classic protocol.
#[derive(Debug)]
pub struct ClassicConnection {
    conversation: Conversation,
    session: Option<Addr<ClientSession>>,
    start: Option<Start>,
    limits: Limits,
    frame_limit: FrameLimit,
    waiting: Arc<AtomicUsize>,
    heard: LastHeard,
    socket: Option<PeerSocket>,
    /// A message that comes in several frames.
    partial: BytesMut,
    closing: bool,
    faulted: bool,
    _seat: Option<Seat>,
    span: Span,
}

/// Bounds of one connection.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Longest message, in bytes.
    pub message_bytes: usize,
    /// How long the client may take to close its side.
    pub close_grace: Duration,
}

/// What becomes of a client.
pub enum Start {
    /// Starts the session that answers it through the link.
    Session(Box<dyn FnOnce(Box<dyn ClientLink>) -> Addr<ClientSession>>),
    /// It is told why not, in the only words that an old client understands.
    Refuse(String),
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Session(_) => f.write_str("Session"),
            Self::Refuse(why) => f.debug_tuple("Refuse").field(why).finish(),
        }
    }
}

/// The session is gone; sent by its link when that is dropped.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct SessionGone;

/// The session's way to its connection.
#[derive(Debug)]
struct Link {
    connection: Addr<ClassicConnection>,
    waiting: Arc<AtomicUsize>,
    heard: LastHeard,
    socket: Option<PeerSocket>,
}

impl ClientLink for Link {
    fn tell(&self, what: ToClient) -> Result<(), String> {
        let bytes = what.text_bytes();
        let waiting = self.waiting.load(Ordering::Relaxed);
        if waiting > WAITING_BYTES {
            return Err(format!("{waiting} bytes wait for its socket"));
        }
        self.waiting.fetch_add(bytes, Ordering::Relaxed);
        self.connection
            .try_send(what)
            .map_err(|error| error.to_string())
    }

    fn cut(&self) {
        if let Some(socket) = &self.socket {
            socket.cut();
        }
    }

    fn last_heard(&self) -> Option<LastHeard> {
        Some(self.heard.clone())
    }

    fn console(&self) -> Option<Recipient<ConsolePrinted>> {
        None
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.connection.do_send(SessionGone);
    }
}

impl ClassicConnection {
    /// A connection that keeps its `seat` to its end.
    pub fn new(
        run: RunId,
        start: Start,
        limits: Limits,
        socket: Option<PeerSocket>,
        seat: Option<Seat>,
    ) -> Self {
        Self {
            conversation: Conversation::default(),
            session: None,
            start: Some(start),
            frame_limit: FrameLimit::new(limits.message_bytes),
            limits,
            waiting: Arc::default(),
            heard: LastHeard::default(),
            socket,
            partial: BytesMut::new(),
            closing: false,
            faulted: false,
            _seat: seat,
            span: info_span!("connection", %run),
        }
    }

    fn text(&mut self, text: ByteString, ctx: &mut WebsocketContext<Self>) {
        if self.faulted {
            return;
        }
        trace!(bytes = text.len(), "frame");
        match self.conversation.frame(text) {
            Ok(heard) => self.hand_on(heard),
            Err(violation) => self.fault(violation.to_string(), ctx),
        }
    }

    fn hand_on(&self, heard: Heard) {
        let Some(session) = &self.session else {
            return;
        };
        // The conversation bounds what may be in flight.
        match heard {
            Heard::Language(message) => session.do_send(message),
            Heard::Interpreter(message) => session.do_send(message),
            Heard::Program(message) => session.do_send(message),
            Heard::Answer(message) => session.do_send(message),
            Heard::Stop(message) => session.do_send(message),
            Heard::Nothing => (),
        }
    }

    /// The client broke the protocol: its session ends the run and says why.
    fn fault(&mut self, why: String, ctx: &mut WebsocketContext<Self>) {
        if self.closing || std::mem::replace(&mut self.faulted, true) {
            return;
        }
        debug!(why, "the client broke the protocol");
        match &self.session {
            Some(session) => session.do_send(ClientFaulted(why)),
            None => self.tell(failure(why), ctx),
        }
    }

    fn part(&mut self, item: Item, ctx: &mut WebsocketContext<Self>) {
        let (part, is_last) = match item {
            Item::FirstText(part) => {
                self.partial.clear();
                (part, false)
            }
            Item::FirstBinary(_) => return self.fault(BINARY.to_owned(), ctx),
            Item::Continue(part) => (part, false),
            Item::Last(part) => (part, true),
        };
        if self.partial.len() + part.len() > self.limits.message_bytes {
            self.partial = BytesMut::new();
            return self.fault(self.too_large(), ctx);
        }
        self.partial.extend_from_slice(&part);
        if is_last {
            let whole = std::mem::take(&mut self.partial).freeze();
            match ByteString::try_from(whole) {
                Ok(text) => self.text(text, ctx),
                Err(_) => self.fault(NO_UTF8.to_owned(), ctx),
            }
        }
    }

    fn tell(&mut self, what: ToClient, ctx: &mut WebsocketContext<Self>) {
        let (frames, heard) = self.conversation.tell(what);
        for frame in frames {
            match frame {
                Out::Text(text) => ctx.text(text),
                Out::Ping => ctx.ping(b""),
                Out::Close => self.close(CloseCode::Normal, ctx),
                Out::CloseForRestart => self.close(CloseCode::Restart, ctx),
            }
        }
        self.hand_on(heard);
    }

    /// Says goodbye and waits for the client's, so that no frame is lost to a reset.
    fn close(&mut self, code: CloseCode, ctx: &mut WebsocketContext<Self>) {
        self.closing = true;
        ctx.close(Some(code.into()));
        ctx.run_later(self.limits.close_grace, |_, ctx| ctx.stop());
    }

    fn leave(&mut self, ctx: &mut WebsocketContext<Self>) {
        if let Some(session) = self.session.take() {
            session.do_send(ClientGone);
        }
        ctx.stop();
    }

    fn unreadable(&mut self, error: &ProtocolError, ctx: &mut WebsocketContext<Self>) {
        if self.faulted || self.closing {
            // The decoder keeps what it cannot read, and would fail at it for ever.
            let reading = ctx.handle();
            ctx.cancel_future(reading);
            return;
        }
        let is_text =
            matches!(error, ProtocolError::Io(error) if error.to_string().contains("utf"));
        let why = if self.frame_limit.is_exceeded() {
            // The frame guard refused it, and reads the rest away.
            self.too_large()
        } else if is_text {
            NO_UTF8.to_owned()
        } else {
            format!("a frame cannot be read ({error})")
        };
        self.fault(why, ctx);
    }

    fn too_large(&self) -> String {
        format!(
            "a message is larger than {} bytes; send less",
            self.limits.message_bytes
        )
    }
}

const BINARY: &str = "a binary frame came; send text frames";
const NO_UTF8: &str = "a text frame is no UTF-8; send UTF-8";

fn failure(why: String) -> ToClient {
    let error = ProgramError::text(ErrorKind::Internal, why);
    ToClient::Ended(RunEnd::without_process(EndReason::Server, Some(error)))
}

impl Actor for ClassicConnection {
    type Context = WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.set_mailbox_capacity(WAITING_MESSAGES);
        let link = Box::new(Link {
            connection: ctx.address(),
            waiting: Arc::clone(&self.waiting),
            heard: self.heard.clone(),
            socket: self.socket.clone(),
        });
        match self.start.take() {
            Some(Start::Session(start)) => self.session = Some(start(link)),
            // The link goes, and says that there is no session.
            Some(Start::Refuse(why)) => self.tell(failure(why), ctx),
            None => (),
        }
    }
}

impl Drop for ClassicConnection {
    fn drop(&mut self) {
        // Also after a panic: the run must not outlive its client.
        if let Some(session) = self.session.take() {
            session.do_send(ClientGone);
        }
    }
}

impl StreamHandler<Result<Frame, ProtocolError>> for ClassicConnection {
    fn handle(&mut self, frame: Result<Frame, ProtocolError>, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.heard.note();
        match frame {
            Ok(Frame::Text(text)) if text.len() > self.limits.message_bytes => {
                self.fault(self.too_large(), ctx);
            }
            Ok(Frame::Text(text)) => self.text(text, ctx),
            Ok(Frame::Continuation(item)) => self.part(item, ctx),
            Ok(Frame::Binary(_)) => self.fault(BINARY.to_owned(), ctx),
            Ok(Frame::Ping(bytes)) => ctx.pong(&bytes),
            Ok(Frame::Pong(_) | Frame::Nop) => (),
            Ok(Frame::Close(reason)) => {
                if !self.closing {
                    ctx.close(reason);
                }
                self.leave(ctx);
            }
            Err(error) => self.unreadable(&error, ctx),
        }
    }

    fn finished(&mut self, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        debug!("socket closed");
        self.leave(ctx);
    }
}

impl Handler<ToClient> for ClassicConnection {
    type Result = ();

    fn handle(&mut self, what: ToClient, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.waiting.fetch_sub(what.text_bytes(), Ordering::Relaxed);
        self.tell(what, ctx);
    }
}

impl Handler<SessionGone> for ClassicConnection {
    type Result = ();

    fn handle(&mut self, _: SessionGone, ctx: &mut Self::Context) {
        let _entered = self.span.clone().entered();
        self.session = None;
        // After an orderly end the conversation is over and this says nothing.
        self.tell(
            failure("the server failed; please report it".to_owned()),
            ctx,
        );
    }
}

/// Answers the request with a WebSocket whose frames `connection` handles.
///
/// # Errors
///
/// Fails when the request is no WebSocket handshake.
pub fn upgrade(
    connection: ClassicConnection,
    request: &actix_web::HttpRequest,
    payload: actix_web::web::Payload,
) -> Result<actix_web::HttpResponse, actix_web::Error> {
    let limit_bytes = connection.limits.message_bytes;
    let frames = FrameGuard::new(payload, connection.frame_limit.clone());
    ws::WsResponseBuilder::new(connection, request, frames)
        .frame_size(limit_bytes)
        .start()
}
