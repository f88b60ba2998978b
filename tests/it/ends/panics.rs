//! An actor that panics at any moment ends its own session with everything below it, and no other.

use std::path::Path;
use std::sync::Arc;

use actix::prelude::*;
use bytestring::ByteString;
use livecoding::actors::process::{Owner, Process, ProcessLost};
use livecoding::actors::session::{ClientLink, ClientSession, Isolated, LastHeard, Shared};
use livecoding::actors::supervisor::{Count, StartRun, Supervisor};
use livecoding::config::Config;
use livecoding::game::Games;
use livecoding::language::{Registry, Workplace};
use livecoding::messages::{
    AnswerCommand, AttemptEnded, Command, CommandIssued, ConsolePrinted, EndReason, EngineReady,
    InputAsked, InstructionDone, LoadInterpreter, ProgramFailed, ProgramIdle, RunId, RunProgram,
    SelectLanguage, Source, SourceFile, ToClient,
};
use livecoding::places::Places;
use livecoding::sandbox::{Explored, Orphans, Tier, explore};
use livecoding::supervision::RestartPolicy;
use tempfile::TempDir;
use tokio::sync::mpsc;

use super::scene::{READY, SLOW, marked};
use crate::support::{HANG_GUARD, RAW, eventually, folder_of};

const BINARY: &str = env!("CARGO_BIN_EXE_livecoding");

/// Makes an actor panic in its handler.
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct PanicNow;

impl Handler<PanicNow> for ClientSession {
    type Result = ();

    fn handle(&mut self, _: PanicNow, _: &mut Self::Context) {
        panic!("on purpose");
    }
}

impl Handler<PanicNow> for Process {
    type Result = ();

    fn handle(&mut self, _: PanicNow, _: &mut Self::Context) {
        panic!("on purpose");
    }
}

#[test]
fn a_session_that_panics_takes_its_program_with_it_and_another_goes_on() {
    System::new().block_on(async {
        let (doomed_parts, other_parts) = (Parts::new().await, Parts::new().await);
        // One supervisor, two folders, so that the programs can be told apart.
        let mut other_shared = doomed_parts.shared.clone();
        other_shared.workplace = Arc::clone(&other_parts.shared.workplace);
        let (other, mut other_told) =
            session(&other_shared, "lua", "Engine.send('x' .. Engine.send('x'))");
        assert_eq!(played(&mut other_told).await, "x");
        for (language, program) in [("slow", ""), ("raw", WITH_CHILDREN)] {
            let (doomed, mut doomed_told) = session(&doomed_parts.shared, language, program);
            if language == "raw" {
                assert_eq!(played(&mut doomed_told).await, "x");
            }
            doomed_parts.program_is_there(language).await;
            doomed.do_send(PanicNow);
            // Its link is dropped with it: so its connection hears that it is gone.
            while next(&mut doomed_told).await.is_some() {}
            doomed_parts.nothing_is_left().await;
        }
        other.do_send(AnswerCommand("y".into()));
        assert_eq!(played(&mut other_told).await, "xy");
        other.do_send(AnswerCommand("ok".into()));
        let Some(ToClient::Ended(end)) = next(&mut other_told).await else {
            panic!("no end")
        };
        assert_eq!((end.reason, end.commands), (EndReason::Finished, 2));
        drop(other);
        other_parts.nothing_is_left().await;
        let supervisor = &doomed_parts.shared.supervisor;
        let census = async || supervisor.send(Count).await.unwrap();
        while census().await.runs > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(census().await.runs_started, 3);
    });
}

#[test]
fn a_session_that_panics_while_its_program_is_being_started_leaves_nothing() {
    System::new().block_on(async {
        let parts = Parts::new().await;
        for turns in 0..20 {
            let (doomed, mut told) = session(&parts.shared, "raw", WITH_CHILDREN);
            // A little later each time: before it is asked for, before it is there, …
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            doomed.do_send(PanicNow);
            while next(&mut told).await.is_some() {}
            parts.nothing_is_left().await;
        }
    });
}

#[test]
fn a_process_actor_that_panics_ends_its_program_and_tells_its_owner() {
    System::new().block_on(async {
        let parts = Parts::new().await;
        for (language, program) in [("slow", ""), ("raw", WITH_CHILDREN)] {
            let (process, mut told) = parts.process(language, program).await;
            if language == "raw" {
                assert_eq!(guarded(&mut told).await.as_deref(), Some("command x"));
            }
            parts.program_is_there(language).await;
            process.do_send(PanicNow);
            assert_eq!(guarded(&mut told).await.as_deref(), Some("lost"));
            parts.nothing_is_left().await;
        }
    });
}

/// A child, and a daemon that ignores signals, both there when the command is sent.
const WITH_CHILDREN: &str = concat!(
    "echo 'ready {\"revision\":2}' >&4; read -r program <&3\n",
    "sleep 1000 &\n(trap '' TERM HUP INT; exec setsid sleep 1000) &\n",
    "printf 'none\\nstart\\nx\\ninsert\\n' >&4; read -r answer <&3\n",
);

/// The parts of a server, with a work folder that marks its programs.
pub(super) struct Parts {
    pub(super) shared: Shared,
    _packages: TempDir,
    work: TempDir,
}

impl Parts {
    async fn new() -> Self {
        Self::with(Places::new(10, 0)).await
    }

    pub(super) async fn with(places: Places<StartRun>) -> Self {
        assert!(WITH_CHILDREN.starts_with(READY));
        let packages = folder_of(&[RAW, SLOW]);
        let work = tempfile::Builder::new().prefix("mark-").tempdir().unwrap();
        let registry = Registry::load(Some(packages.path())).unwrap();
        let mut workplace = Workplace::new(Some(work.path())).unwrap();
        let folder = workplace.sandbox_folder();
        let explored = explore(Path::new(BINARY), &folder, Orphans::Leave, Tier::A);
        let Explored { sandbox, isolation } = explored.await.unwrap();
        workplace.furnish(&registry, sandbox.view()).unwrap();
        let supervisor = Supervisor::new(RestartPolicy::default(), places).start();
        let mut config = Config::default();
        // What waits for a program would be taken for what is left of one.
        config.warm.max_programs = 0;
        let shared = Shared::new(
            Arc::new(config),
            Arc::new(registry),
            Games::default(),
            Arc::new(workplace),
            sandbox,
            Isolated {
                found: isolation,
                is_overridden: false,
            },
            supervisor,
        );
        Self {
            shared,
            _packages: packages,
            work,
        }
    }

    /// Starts a program without a session.
    async fn process(
        &self,
        language: &str,
        program: &str,
    ) -> (Addr<Process>, mpsc::Receiver<String>) {
        let source = Source {
            language: language.into(),
            files: vec![SourceFile {
                name: "main.lua".to_owned(),
                text: program.to_owned(),
            }],
            ..Source::default()
        };
        let limits = self.shared.config.run.clone();
        let language = self.shared.registry.working(language).unwrap();
        let folder =
            self.shared
                .workplace
                .prepare(RunId(1), language, &source, &self.shared.limits(), 128);
        let folder = folder.unwrap();
        let child = self
            .shared
            .sandbox
            .spawn(folder.launch.clone())
            .await
            .unwrap();
        let (heard, told) = mpsc::channel(8);
        let ear = Ear(heard).start();
        let owner = Owner::of(&ear);
        (
            Process::adopt(child, 1, folder, limits, owner).unwrap(),
            told,
        )
    }

    async fn program_is_there(&self, language: &str) {
        // The shell, and below it: its `sleep`, or the child and the daemon.
        let count = if language == "slow" { 2 } else { 3 };
        eventually("its program is there", || {
            marked(self.work.path()).len() >= count
        })
        .await;
    }

    pub(super) async fn nothing_is_left(&self) {
        eventually("no process is left", || marked(self.work.path()).is_empty()).await;
        let folders = || {
            let root = std::fs::read_dir(self.work.path())
                .unwrap()
                .flatten()
                .next()
                .unwrap();
            let names = std::fs::read_dir(root.path()).unwrap().flatten();
            names
                .filter(|it| it.file_name().to_string_lossy().starts_with("run-"))
                .count()
        };
        eventually("no folder is left", || folders() == 0).await;
    }
}

/// What an owner of a process hears.
struct Ear(mpsc::Sender<String>);

impl Ear {
    fn hear(&self, what: String) {
        self.0.try_send(what).unwrap();
    }
}

impl Actor for Ear {
    type Context = Context<Self>;
}

impl Handler<CommandIssued> for Ear {
    type Result = ();

    fn handle(&mut self, issued: CommandIssued, _: &mut Self::Context) {
        self.hear(format!("command {}", issued.command.0));
    }
}

impl Handler<AttemptEnded> for Ear {
    type Result = ();

    fn handle(&mut self, ended: AttemptEnded, _: &mut Self::Context) {
        self.hear(format!("ended {:?}", ended.end.reason));
    }
}

impl Handler<ProcessLost> for Ear {
    type Result = ();

    fn handle(&mut self, _: ProcessLost, _: &mut Self::Context) {
        self.hear("lost".to_owned());
    }
}

/// What this test's programs do not do.
macro_rules! never_heard {
    ($($message:ty)*) => { $(
        impl Handler<$message> for Ear {
            type Result = ();

            fn handle(&mut self, message: $message, _: &mut Self::Context) {
                self.hear(format!("{message:?}"));
            }
        }
    )* };
}

never_heard!(InputAsked InstructionDone ProgramFailed ProgramIdle);

impl Handler<EngineReady> for Ear {
    type Result = ();

    fn handle(&mut self, _: EngineReady, _: &mut Self::Context) {}
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

pub(super) fn session(
    shared: &Shared,
    language: &str,
    program: &str,
) -> (Addr<ClientSession>, mpsc::Receiver<ToClient>) {
    let (sender, told) = mpsc::channel(16);
    let run = shared.next_run();
    let session = ClientSession::classic(run, shared.clone(), Box::new(Link(sender))).start();
    session.do_send(SelectLanguage(language.into()));
    session.do_send(LoadInterpreter(ByteString::new()));
    session.do_send(RunProgram(program.into()));
    (session, told)
}

/// The next command, after what was accepted.
pub(super) async fn played(told: &mut mpsc::Receiver<ToClient>) -> String {
    loop {
        match next(told).await {
            Some(ToClient::Accepted) => (),
            Some(ToClient::Play(Command(text))) => return text.to_string(),
            other => panic!("{other:?} instead of a command"),
        }
    }
}

pub(super) async fn next(told: &mut mpsc::Receiver<ToClient>) -> Option<ToClient> {
    tokio::time::timeout(HANG_GUARD, told.recv())
        .await
        .expect("a word, or the end")
}

async fn guarded(told: &mut mpsc::Receiver<String>) -> Option<String> {
    tokio::time::timeout(HANG_GUARD, told.recv())
        .await
        .expect("a word, or the end")
}
