//! What was built for programs: from the same texts once, for all that run it.

use std::collections::{HashMap, VecDeque};
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// What was built.
#[derive(Debug, Default)]
pub(super) struct Builds(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    cells: HashMap<String, Arc<OnceCell<Arc<Built>>>>,
    /// What is there, the oldest first.
    order: VecDeque<(String, u64)>,
}

impl Builds {
    /// What `plan` builds; who asks for what is just being built waits for it.
    pub(super) async fn get(
        &self,
        plan: &BuildPlan,
        sandbox: &Sandbox,
    ) -> Result<Arc<Built>, Unbuilt> {
        let cell = Arc::clone(self.kept().cells.entry(plan.key.clone()).or_default());
        let asked = Asked {
            builds: self,
            key: &plan.key,
        };
        let built = cell.get_or_try_init(|| build(plan, sandbox, self)).await;
        let built = built.map(Arc::clone);
        drop(cell);
        drop(asked);
        built
    }

    /// Whether what `plan` builds is there.
    pub(super) fn has(&self, plan: &BuildPlan) -> bool {
        let kept = self.kept();
        let cell = kept.cells.get(&plan.key);
        cell.is_some_and(|it| it.initialized())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever panicked has left it whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, key: &str, bytes: u64) {
        let mut kept = self.kept();
        kept.order.push_back((key.to_owned(), bytes));
        let mut all: u64 = kept.order.iter().map(|it| it.1).sum();
        while all > KEPT_BYTES || kept.order.len() > KEPT_FILES {
            let Some((oldest, bytes)) = kept.order.pop_front() else {
                return;
            };
            // Its file goes with the last run of it.
            kept.cells.remove(&oldest);
            all -= bytes;
        }
    }
}

/// Somebody who waits; what was not built is forgotten with the last of them.
struct Asked<'a> {
    builds: &'a Builds,
    key: &'a str,
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        let mut kept = self.builds.kept();
        let cell = kept.cells.get(self.key);
        let is_forgotten = cell.is_some_and(|it| !it.initialized() && Arc::strong_count(it) == 1);
        if is_forgotten {
            kept.cells.remove(self.key);
        }
    }
}

async fn build(
    plan: &BuildPlan,
    sandbox: &Sandbox,
    builds: &Builds,
) -> Result<Arc<Built>, Unbuilt> {
    let server = |error: &dyn std::error::Error| Unbuilt::Server(super::run::internal(error));
    let begin = std::time::Instant::now();
    let mut file = File::create(&plan.built).map_err(|error| server(&error))?;
    // It goes with this, whatever comes of it.
    let built = Built::new(plan.built.clone());
    let made = sandbox.make(plan.launch.clone(), plan.at_most, &mut file, FILE_BYTES);
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
    let metadata = file.metadata().map_err(|error| server(&error))?;
    if metadata.len() == 0 {
        let text =
            "the build command wrote nothing to its descriptor 4; mend the language's package";
        return Err(Unbuilt::Server(text.to_owned()));
    }
    let executable = fs::Permissions::from_mode(0o755);
    file.set_permissions(executable)
        .map_err(|error| server(&error))?;
    debug!(bytes = metadata.len(), took = ?begin.elapsed(), "built");
    builds.keep(&plan.key, metadata.len());
    Ok(Arc::new(built))
}
