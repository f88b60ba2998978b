//! What was built for programs: from the same texts once, for all that run it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;
use tokio::sync::OnceCell;
use tracing::debug;

use crate::language::{BuildPlan, Built};
use crate::messages::{Exit, ProgramError};
use crate::sandbox::{CollectError, Sandbox};

/// Longest file that is built, in bytes.
const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Most bytes of all that is kept.
const KEPT_BYTES: u64 = 512 * 1024 * 1024;
/// Most files that are kept.
const KEPT_FILES: usize = 1_000;

/// Why nothing was built.
#[derive(Debug)]
pub(super) enum Unbuilt {
    /// The program is at fault.
    Program(Box<ProgramError>),
    /// The server or the system is.
    Server(String),
    /// It was to stop.
    Stopped,
}

/// What came of a build, for all who asked for it.
type Came = Result<Arc<Built>, ProgramError>;
type Cell = Arc<OnceCell<Came>>;

/// What was built.
#[derive(Debug, Default)]
pub(super) struct Builds(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    cells: HashMap<String, Cell>,
    /// What is there, with its bytes; what was used last comes last.
    order: VecDeque<(String, u64)>,
}

impl Builds {
    /// What `plan` builds; who asks for what is just being built waits for it, and hears the same.
    pub(super) async fn get(
        &self,
        plan: &BuildPlan,
        sandbox: &Sandbox,
    ) -> Result<Arc<Built>, Unbuilt> {
        let asked = Asked {
            cell: Arc::clone(self.kept().cells.entry(plan.key.clone()).or_default()),
            builds: self,
            key: &plan.key,
        };
        let came = asked.cell.get_or_try_init(|| self.build(plan, sandbox));
        let came = came.await?.clone();
        self.kept().used(&plan.key);
        came.map_err(|error| Unbuilt::Program(Box::new(error)))
    }

    /// Whether what `plan` builds is there.
    pub(super) fn has(&self, plan: &BuildPlan) -> bool {
        let kept = self.kept();
        let cell = kept.cells.get(&plan.key);
        cell.is_some_and(|it| matches!(it.get(), Some(Ok(_))))
    }

    async fn build(&self, plan: &BuildPlan, sandbox: &Sandbox) -> Result<Came, Unbuilt> {
        match build(plan, sandbox).await {
            Ok((built, bytes)) => {
                self.kept().keep(&plan.key, bytes);
                Ok(Ok(Arc::new(built)))
            }
            Err(Unbuilt::Program(error)) => Ok(Err(*error)),
            Err(error @ (Unbuilt::Server(_) | Unbuilt::Stopped)) => Err(error),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever panicked has left it whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn used(&mut self, key: &str) {
        let at = self.order.iter().position(|it| it.0 == key);
        if let Some(used) = at.and_then(|at| self.order.remove(at)) {
            self.order.push_back(used);
        }
    }

    fn keep(&mut self, key: &str, bytes: u64) {
        self.order.push_back((key.to_owned(), bytes));
        let mut all: u64 = self.order.iter().map(|it| it.1).sum();
        while all > KEPT_BYTES || self.order.len() > KEPT_FILES {
            let Some((oldest, bytes)) = self.order.pop_front() else {
                return;
            };
            // Its file goes with the last run of it.
            self.cells.remove(&oldest);
            all -= bytes;
        }
    }
}

/// Somebody who waits; what was not built is forgotten with the last of them.
struct Asked<'a> {
    cell: Cell,
    builds: &'a Builds,
    key: &'a str,
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        let mut kept = self.builds.kept();
        let is_there = matches!(self.cell.get(), Some(Ok(_)));
        // The map's, and this one.
        let is_last = Arc::strong_count(&self.cell) <= 2;
        let known = kept.cells.get(self.key);
        if !is_there && is_last && known.is_some_and(|it| Arc::ptr_eq(it, &self.cell)) {
            kept.cells.remove(self.key);
        }
    }
}

async fn build(plan: &BuildPlan, sandbox: &Sandbox) -> Result<(Built, u64), Unbuilt> {
    let server = |error: &dyn std::error::Error| Unbuilt::Server(super::run::internal(error));
    let begin = std::time::Instant::now();
    let folder = plan.built.parent().unwrap_or(&plan.built);
    let mut file = NamedTempFile::new_in(folder).map_err(|error| server(&error))?;
    let made = sandbox.make(
        plan.launch.clone(),
        plan.at_most,
        file.as_file_mut(),
        FILE_BYTES,
    );
    let over = |what: &str| Unbuilt::Program(Box::new(plan.over_its_limits(what)));
    let output = made.await.map_err(|error| match error {
        CollectError::TimedOut(after) => over(&format!("it took longer than {after:?}")),
        CollectError::TooLong(error) => over(&error.to_string()),
        CollectError::Spawn(_) | CollectError::Read(_) | CollectError::Failed(_) => server(&error),
    })?;
    if output.account.memory_ran_out {
        return Err(over("it needs more memory than it may use"));
    }
    if output.exit != Exit::Status(0) {
        return Err(Unbuilt::Program(Box::new(plan.error(&output.text))));
    }
    let metadata = file.as_file().metadata().map_err(|error| server(&error))?;
    if metadata.len() == 0 {
        let text =
            "the build command wrote nothing to its descriptor 4; mend the language's package";
        return Err(Unbuilt::Server(text.to_owned()));
    }
    let built = Built::keep(file, &plan.built).map_err(|error| server(&error))?;
    debug!(bytes = metadata.len(), took = ?begin.elapsed(), "built");
    Ok((built, metadata.len()))
}
