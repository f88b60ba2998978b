//! What every session of a server shares.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use actix::prelude::*;

use crate::actors::supervisor::Supervisor;
use crate::config::Config;
use crate::language::{Registry, Workplace};
use crate::messages::RunId;
use crate::sandbox::Sandbox;

/// What every session of a server shares.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The settings.
    pub config: Arc<Config>,
    /// The languages.
    pub registry: Arc<Registry>,
    /// Where runs have their files.
    pub workplace: Arc<Workplace>,
    /// Starts programs.
    pub sandbox: Sandbox,
    /// Admission and restarts.
    pub supervisor: Addr<Supervisor>,
    run_ids: Arc<AtomicU64>,
}

impl Shared {
    /// Puts the parts of a server together.
    pub fn new(
        config: Arc<Config>,
        registry: Arc<Registry>,
        workplace: Arc<Workplace>,
        sandbox: Sandbox,
        supervisor: Addr<Supervisor>,
    ) -> Self {
        let run_ids = Arc::default();
        Self {
            config,
            registry,
            workplace,
            sandbox,
            supervisor,
            run_ids,
        }
    }

    /// A number that no other run of this server has.
    pub fn next_run(&self) -> RunId {
        RunId(self.run_ids.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
