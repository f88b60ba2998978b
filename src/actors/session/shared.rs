//! What every session of a server shares.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use actix::prelude::*;

use super::builds::Builds;
use super::pool::Pool;
use crate::actors::connection::Seat;
use crate::actors::supervisor::Supervisor;
use crate::config::Config;
use crate::game::{Game, Games, Text, Ways};
use crate::language::{Apis, Language, Registry, Status, Workplace};
use crate::messages::RunId;
use crate::protocol::native::{
    GameTold, IsolationTold, LanguageTold, LimitsTold, ServerTold, Signer,
};
use crate::sandbox::{Isolation, ProcessLimits, Sandbox};
use crate::session::Greeting;

/// Sessions that may be there for each client that may: most wait for one to come back.
const SESSIONS_PER_CLIENT: usize = 4;

/// What is known of this machine's isolation, and what the operator says to it.
#[derive(Clone, Debug)]
pub struct Isolated {
    /// What was found.
    pub found: Isolation,
    /// Whether the operator lets others in although something that they need does not hold.
    pub is_overridden: bool,
}

impl Isolated {
    fn told(&self) -> IsolationTold {
        let broken = self.found.broken().into_iter();
        IsolationTold {
            tier: self.found.tier.to_string(),
            not_held: broken.map(|it| it.title().to_owned()).collect(),
            overridden: self.is_overridden,
        }
    }
}

/// What every session of a server shares.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The settings.
    pub config: Arc<Config>,
    /// The languages.
    pub registry: Arc<Registry>,
    /// The games, and their functions in each language.
    pub apis: Arc<Apis>,
    /// Where runs have their files.
    pub workplace: Arc<Workplace>,
    /// Starts programs.
    pub sandbox: Sandbox,
    /// What it holds them back from.
    pub isolation: Arc<Isolated>,
    /// Admission and restarts.
    pub supervisor: Addr<Supervisor>,
    /// What is the same for every session of the native protocol.
    greeting: Arc<RwLock<Arc<Greeting>>>,
    /// What was built for programs.
    pub(super) builds: Arc<Builds>,
    /// Interpreters that wait for a program.
    pub(super) pool: Arc<Pool>,
    run_ids: Arc<AtomicU64>,
    sessions: Arc<AtomicUsize>,
}

impl Shared {
    /// Puts the parts of a server together.
    pub fn new(
        config: Arc<Config>,
        registry: Arc<Registry>,
        games: Games,
        workplace: Arc<Workplace>,
        sandbox: Sandbox,
        isolation: Isolated,
        supervisor: Addr<Supervisor>,
    ) -> Self {
        let run_ids = Arc::default();
        let apis = Arc::new(Apis::new(Arc::new(games), Arc::clone(&registry)));
        let greeting = greeting(&config, &registry, &apis, &isolation);
        let greeting = Arc::new(RwLock::new(Arc::new(greeting)));
        Self {
            config,
            registry,
            apis,
            workplace,
            sandbox,
            isolation: Arc::new(isolation),
            supervisor,
            greeting,
            builds: Arc::default(),
            pool: Arc::default(),
            run_ids,
            sessions: Arc::default(),
        }
    }

    /// What is the same for every session of the native protocol, at this moment.
    pub fn greeting(&self) -> Arc<Greeting> {
        // Whoever panicked has left it whole.
        let greeting = self.greeting.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&greeting)
    }

    /// Puts a game in the place of the one with its id, for all later runs.
    pub fn replace_game(&self, game: Game) {
        self.apis.replace(game);
        let games = self.apis.games();
        // Whoever panicked has left it whole.
        let mut greeting = self
            .greeting
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *greeting = Arc::new(Greeting {
            ways: ways(&games),
            games: games.iter().map(|it| game_told(it, &self.apis)).collect(),
            ..Greeting::clone(&greeting)
        });
    }

    /// A place for a session, which outlives its connections; none when too many are there.
    pub fn take_session(&self) -> Option<Seat> {
        let most = self
            .config
            .server
            .max_sessions
            .saturating_mul(SESSIONS_PER_CLIENT);
        Seat::take(&self.sessions, most)
    }

    /// A name that no other session has.
    pub(super) fn session_name() -> String {
        format!("s{:x}", random())
    }

    /// Tells this log of events from any other.
    pub(super) fn epoch() -> u32 {
        u32::try_from(random() >> 33).unwrap_or(1)
    }

    /// How much a program may take, where its language says nothing else.
    pub fn limits(&self) -> ProcessLimits {
        let run = &self.config.run;
        ProcessLimits {
            memory_bytes: run.memory_bytes,
            processes: 0,
            threads: run.threads,
            work_bytes: run.work_bytes,
            work_files: run.work_files,
        }
    }

    /// Removes everything that was made for programs, at the server's orderly end.
    pub fn clear(&self) {
        self.pool.clear();
        self.sandbox.clear();
        self.workplace.clear();
    }

    /// A number that no other run of this server has.
    pub fn next_run(&self) -> RunId {
        RunId(self.run_ids.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

fn greeting(config: &Config, registry: &Registry, apis: &Apis, isolation: &Isolated) -> Greeting {
    let mut key = [0; 64];
    for part in key.chunks_mut(8) {
        part.copy_from_slice(&random().to_be_bytes());
    }
    let native = &config.native;
    Greeting {
        signer: Signer::new(random(), key),
        limits: LimitsTold {
            source_bytes: config.run.source_bytes,
            answer_bytes: config.run.answer_bytes,
            message_bytes: native.message_bytes,
            messages_per_second: native.messages_per_second,
        },
        ping: Duration::from_secs(native.ping_seconds),
        resume_window: Duration::from_secs(native.resume_window_seconds),
        answer_timeout: Duration::from_secs(native.answer_timeout_seconds),
        server: ServerTold {
            name: "LiveCoding",
            version: env!("CARGO_PKG_VERSION"),
            isolated: isolation.found.unfit_for_strangers().is_empty(),
            isolation: isolation.told(),
        },
        languages: registry.iter().map(|it| language_told(it)).collect(),
        ways: ways(&apis.games()),
        games: apis.games().iter().map(|it| game_told(it, apis)).collect(),
    }
}

fn ways(games: &Games) -> Vec<(String, Ways)> {
    let games = games.iter();
    games
        .map(|it| (it.id.clone(), it.declaration.ways()))
        .collect()
}

fn game_told(game: &Game, apis: &Apis) -> GameTold {
    GameTold {
        id: game.id.clone(),
        title: game.manifest.name.english().to_owned(),
        description: game.manifest.description.english().to_owned(),
        titles: by_language(&game.manifest.name),
        descriptions: by_language(&game.manifest.description),
        languages: apis.languages_of(game),
    }
}

/// A text in each language that it is there in; nothing where it is in English alone.
fn by_language(text: &Text) -> Option<BTreeMap<String, String>> {
    match text {
        Text::Plain(_) => None,
        Text::Translated(texts) => Some(texts.clone()),
    }
}

fn language_told(language: &Language) -> LanguageTold {
    let (version, why_not) = match &language.status {
        Status::Embedded => (None, None),
        Status::Installed(found) => (Some(found.version.clone()), None),
        Status::Missing(missing) => (None, Some(missing.to_string())),
    };
    LanguageTold {
        id: language.manifest.id.clone(),
        title: language.manifest.title.clone(),
        works: language.works(),
        version,
        why_not,
        extension: language.manifest.extension.clone(),
        editor_mode: language.manifest.editor_mode.clone(),
        starter: language.starter.clone(),
        instructions: language.manifest.takes_instructions(),
        is_built: language.manifest.build.is_some(),
        functions: language.template.is_some(),
    }
}

/// A number that nobody can guess.
fn random() -> u64 {
    // The system always has some, once it is up; else the process's own addresses and the clock.
    getrandom::u64()
        .unwrap_or_else(|_| std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0))
}
