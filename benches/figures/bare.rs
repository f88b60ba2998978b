//! The bare relay: a WebSocket actor with a child, lines in, lines out, no protocol.

use std::path::PathBuf;
use std::process::Stdio;

use actix::prelude::*;
use actix_web::{App, HttpRequest, HttpServer, web};
use actix_web_actors::ws;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;

/// Lines that wait for the child.
const WAITING: usize = 16;

struct Relay {
    program: PathBuf,
    child: Option<Child>,
    lines: Option<mpsc::Sender<String>>,
}

impl Actor for Relay {
    type Context = ws::WebsocketContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let mut child = Command::new(&self.program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        ctx.add_stream(futures_util::stream::unfold(said, async |mut said| {
            let line = said.next_line().await.ok()??;
            Some((Said(line), said))
        }));
        let (lines, told) = mpsc::channel(WAITING);
        let stdin = child.stdin.take().unwrap();
        ctx.spawn(write(stdin, told).into_actor(self));
        self.lines = Some(lines);
        self.child = Some(child);
    }
}

/// A line of the child's.
struct Said(String);

impl StreamHandler<Said> for Relay {
    fn handle(&mut self, Said(line): Said, ctx: &mut Self::Context) {
        ctx.text(line);
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Relay {
    fn handle(&mut self, frame: Result<ws::Message, ws::ProtocolError>, ctx: &mut Self::Context) {
        match (frame, &self.lines) {
            (Ok(ws::Message::Text(text)), Some(lines)) => {
                lines.try_send(format!("{text}\n")).unwrap();
            }
            (Ok(ws::Message::Ping(_) | ws::Message::Pong(_)), _) => (),
            _ => ctx.stop(),
        }
    }
}

async fn write(mut stdin: ChildStdin, mut told: mpsc::Receiver<String>) {
    while let Some(line) = told.recv().await {
        if stdin.write_all(line.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Serves relays of this child in a thread of its own; gives the port.
pub fn serve(program: PathBuf) -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let relay = move |request: HttpRequest, payload: web::Payload| {
            let relay = Relay {
                program: program.clone(),
                child: None,
                lines: None,
            };
            async move { ws::start(relay, &request, payload) }
        };
        let served = System::new().block_on(async move {
            HttpServer::new(move || App::new().route("/", web::get().to(relay.clone())))
                .workers(2)
                .listen(listener)
                .unwrap()
                .run()
                .await
        });
        served.unwrap();
    });
    port
}
