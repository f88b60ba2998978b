//! An actor that panics ends its own session, with its child, and nothing else.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix::prelude::*;
use bytestring::ByteString;
use livecoding::actors::process::{Owner, Process, ProcessLost};
use livecoding::actors::session::{ClientLink, ClientSession, LastHeard, Shared};
use livecoding::actors::supervisor::Supervisor;
use livecoding::config::Config;
use livecoding::language::{Registry, Workplace};
use livecoding::messages::{
    AttemptEnded, Command, CommandIssued, ConsolePrinted, LoadInterpreter, RunId, RunProgram,
    SelectLanguage, StopRun, ToClient,
};
use livecoding::sandbox::Sandbox;
use livecoding::session::Source;
use livecoding::supervision::RestartPolicy;
use tokio::sync::mpsc;

use crate::support::{HANG_GUARD, children_of, eventually, is_alive};

const BINARY: &str = env!("CARGO_BIN_EXE_livecoding");
const PROGRAM: &str = "Engine.send('x')";

/// Makes an actor panic in its handler.
#[derive(Message)]
#[rtype(result = "()")]
struct Panic;

impl Handler<Panic> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: Panic, _: &mut Self::Context) {
        panic!("on purpose");
    }
}

impl Handler<Panic> for Process {
    type Result = ();

    fn handle(&mut self, _: Panic, _: &mut Self::Context) {
        panic!("on purpose");
    }
}

#[test]
fn a_session_that_panics_takes_its_program_with_it_and_no_other() {
    let _alone = alone();
    System::new().block_on(async {
        let shared = shared();
        let (doomed, mut doomed_told) = client(&shared);
        let (other, mut other_told) = client(&shared);
        for told in [&mut doomed_told, &mut other_told] {
            assert_eq!(played(told).await, "x");
        }
        let programs = programs();
        assert_eq!(programs.len(), 2);
        doomed.do_send(Panic);
        eventually("one program is gone", || alive(&programs) == 1).await;
        // Its link is dropped with it: the connection hears of it so.
        assert_eq!(next(&mut doomed_told).await, None);
        other.do_send(StopRun);
        assert!(matches!(
            next(&mut other_told).await,
            Some(ToClient::Ended(_))
        ));
        eventually("the other program is gone", || alive(&programs) == 0).await;
    });
}

#[test]
fn a_process_actor_that_panics_ends_its_program_and_tells_its_owner() {
    let _alone = alone();
    System::new().block_on(async {
        let shared = shared();
        let source = Source {
            language: "lua".into(),
            interpreter: ByteString::new(),
            program: PROGRAM.into(),
        };
        let language = Arc::clone(shared.registry.working("lua").unwrap());
        let mut folder = shared
            .workplace
            .prepare(RunId(1), &language, &source, 1 << 28)
            .unwrap();
        folder.launch.open_files = 256;
        let child = shared.sandbox.spawn(folder.launch.clone()).await.unwrap();
        let (heard, mut told) = mpsc::channel(8);
        let ear = Ear(heard).start();
        let owner = Owner {
            commands: ear.clone().recipient(),
            console: None,
            ended: ear.clone().recipient(),
            lost: ear.recipient(),
            permit: None,
        };
        let limits = shared.config.run.clone();
        let process = Process::adopt(child, 1, folder, limits, owner).unwrap();
        assert_eq!(guarded(&mut told).await, Some("command x".to_owned()));
        let programs = programs();
        assert_eq!(programs.len(), 1);
        process.do_send(Panic);
        assert_eq!(guarded(&mut told).await, Some("lost".to_owned()));
        eventually("its program is gone", || alive(&programs) == 0).await;
    });
}

/// What an owner of a process hears.
struct Ear(mpsc::Sender<String>);

impl Actor for Ear {
    type Context = Context<Self>;
}

impl Handler<CommandIssued> for Ear {
    type Result = ();

    fn handle(&mut self, issued: CommandIssued, _: &mut Self::Context) {
        self.0
            .try_send(format!("command {}", issued.command.0))
            .unwrap();
    }
}

impl Handler<AttemptEnded> for Ear {
    type Result = ();

    fn handle(&mut self, ended: AttemptEnded, _: &mut Self::Context) {
        self.0
            .try_send(format!("ended {:?}", ended.end.reason))
            .unwrap();
    }
}

impl Handler<ProcessLost> for Ear {
    type Result = ();

    fn handle(&mut self, _: ProcessLost, _: &mut Self::Context) {
        self.0.try_send("lost".to_owned()).unwrap();
    }
}

/// A link that writes down what its client is told.
#[derive(Debug)]
struct Link(mpsc::Sender<ToClient>);

impl ClientLink for Link {
    fn tell(&self, what: ToClient) -> Result<(), String> {
        self.0.try_send(what).map_err(|error| error.to_string())
    }

    fn cut(&self) {}

    fn last_heard(&self) -> Option<LastHeard> {
        None
    }

    fn console(&self) -> Option<Recipient<ConsolePrinted>> {
        None
    }
}

fn client(shared: &Shared) -> (Addr<ClientSession>, mpsc::Receiver<ToClient>) {
    let (sender, told) = mpsc::channel(16);
    let run = shared.next_run();
    let session = ClientSession::new(run, shared.clone(), Box::new(Link(sender))).start();
    session.do_send(SelectLanguage("lua".into()));
    session.do_send(LoadInterpreter(ByteString::new()));
    session.do_send(RunProgram(PROGRAM.into()));
    (session, told)
}

fn shared() -> Shared {
    let config = Arc::new(Config::default());
    let registry = Registry::load(None).unwrap();
    let workplace = Workplace::new(None, Path::new(BINARY), &registry).unwrap();
    let supervisor = Supervisor::new(RestartPolicy::default(), 10).start();
    let sandbox = Sandbox::start(BINARY).unwrap();
    Shared::new(
        config,
        Arc::new(registry),
        Arc::new(workplace),
        sandbox,
        supervisor,
    )
}

/// The command that is played after the three acceptances.
async fn played(told: &mut mpsc::Receiver<ToClient>) -> String {
    loop {
        match next(told).await {
            Some(ToClient::Accepted) => (),
            Some(ToClient::Play(Command(text))) => return text.to_string(),
            other => panic!("{other:?} instead of a command"),
        }
    }
}

async fn next(told: &mut mpsc::Receiver<ToClient>) -> Option<ToClient> {
    tokio::time::timeout(HANG_GUARD, told.recv())
        .await
        .expect("a word, or the end")
}

async fn guarded(told: &mut mpsc::Receiver<String>) -> Option<String> {
    tokio::time::timeout(HANG_GUARD, told.recv())
        .await
        .expect("a word, or the end")
}

/// The programs of this test: one below each monitor that this process started.
fn programs() -> Vec<u32> {
    let is_monitor = |pid: &u32| {
        let words = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&words).contains("__launch")
    };
    let monitors = children_of(std::process::id())
        .into_iter()
        .filter(is_monitor);
    monitors.flat_map(children_of).collect()
}

fn alive(programs: &[u32]) -> usize {
    programs.iter().filter(|pid| is_alive(**pid)).count()
}

/// Both tests count the programs below this process: one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
