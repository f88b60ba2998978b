//! Interpreters that wait for a program: started in advance in their sandbox, the engine loaded,
//! each for one run and never another.
//!
//! They are as many as were wanted lately, within bounds; none where memory is short.

use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tracing::{debug, warn};

use super::Shared;
use super::run::internal;
use crate::config::Warm;
use crate::language::{Language, RunFolder};
use crate::messages::Source;
use crate::sandbox::{Child, Stdin, View};

/// Starts of one language within this time are expected to come again.
const RECENT: Duration = Duration::from_secs(10);
/// The next one is made ready when the program that was just started has had its first moments.
const BREATH: Duration = Duration::from_millis(50);

/// An interpreter that waits, and its files.
pub(super) type Waiting = (Child, RunFolder);

/// The interpreters that wait.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<HashMap<String, Bench>>);

/// Those of one language.
#[derive(Debug, Default)]
struct Bench {
    waiting: Vec<Waiting>,
    /// How many are being started.
    coming: usize,
    /// When programs were started lately.
    starts: Vec<Instant>,
    /// Somebody looks after it.
    is_watched: bool,
}

impl Bench {
    fn wanted(&self, most: usize) -> usize {
        let recent = self.starts.iter().filter(|it| it.elapsed() < RECENT);
        recent.count().clamp(1, most.max(1))
    }

    /// How many wait or are being started.
    fn has(&self) -> usize {
        self.waiting.len() + self.coming
    }

    fn last_start(&self) -> Option<Instant> {
        self.starts.last().copied()
    }
}

impl Pool {
    /// An interpreter for this source, if one waits that fits.
    pub(super) fn take(&self, language: &Language, source: &Source) -> Option<Waiting> {
        let main = source.files.first()?;
        if main.name != language.manifest.main_file() {
            return None;
        }
        let mut all = self.all();
        let own = all.get_mut(&language.manifest.id)?;
        loop {
            let (child, folder) = own.waiting.pop()?;
            if is_alive(&child) {
                return Some((child, folder));
            }
            warn!(
                language = language.manifest.id,
                "an interpreter ended before it had a program"
            );
        }
    }

    /// Lets go of all that wait.
    pub(super) fn clear(&self) {
        self.all().clear();
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Bench>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// A program of this language is started, or is about to be: the next ones find an
    /// interpreter that waits.
    pub(super) fn expect(&self, language: &Arc<Language>) {
        if !self.may_warm(language) {
            return;
        }
        let watches = {
            let mut all = self.pool.all();
            let own = all.entry(language.manifest.id.clone()).or_default();
            own.starts.retain(|it| it.elapsed() < RECENT);
            // More of them say nothing more.
            if own.starts.len() < self.config.warm.max_each.max(1) {
                own.starts.push(Instant::now());
            } else if let Some(last) = own.starts.last_mut() {
                *last = Instant::now();
            }
            !std::mem::replace(&mut own.is_watched, true)
        };
        let (shared, language) = (self.clone(), Arc::clone(language));
        // They end by themselves, and nobody waits for them.
        drop(actix::spawn(async move {
            tokio::time::sleep(BREATH).await;
            if watches {
                drop(actix::spawn(shared.clone().watch(Arc::clone(&language))));
            }
            shared.refill(&language).await;
        }));
    }

    fn may_warm(&self, language: &Language) -> bool {
        let manifest = &language.manifest;
        self.config.warm.max_programs > 0
            && self.sandbox.view() == View::Private
            && manifest.engine.revision == 2
            && manifest.build.is_none()
    }

    /// Starts interpreters until as many wait as are wanted.
    async fn refill(&self, language: &Arc<Language>) {
        while self.reserve(language) {
            let started = self.start_early(language).await;
            let mut all = self.pool.all();
            let Some(own) = all.get_mut(&language.manifest.id) else {
                return;
            };
            own.coming = own.coming.saturating_sub(1);
            match started {
                Ok(waiting) => own.waiting.push(waiting),
                Err(why) => {
                    return warn!(
                        language = language.manifest.id,
                        why, "no interpreter can wait"
                    );
                }
            }
        }
    }

    /// Whether one more is to be started, which then counts.
    fn reserve(&self, language: &Language) -> bool {
        let Warm {
            max_programs,
            max_each,
            min_free_memory_percent,
            ..
        } = self.config.warm;
        let mut given_up = None;
        let mut all = self.pool.all();
        let waiting: usize = all.values().map(Bench::has).sum();
        let Some(own) = all.get(&language.manifest.id) else {
            return false;
        };
        let has = own.has();
        if has >= own.wanted(max_each) || free_memory_percent() < min_free_memory_percent {
            return false;
        }
        if waiting >= max_programs {
            given_up = make_room(all.values_mut(), has);
            if given_up.is_none() {
                return false;
            }
        }
        if let Some(own) = all.get_mut(&language.manifest.id) {
            own.coming += 1;
        }
        // Its end is nothing to wait for under the lock.
        drop(all);
        drop(given_up);
        true
    }

    async fn start_early(&self, language: &Arc<Language>) -> Result<Waiting, String> {
        let (limits, open_files) = (self.limits(), self.config.run.open_files);
        let (workplace, run) = (Arc::clone(&self.workplace), self.next_run());
        let prepared = {
            let language = Arc::clone(language);
            tokio::task::spawn_blocking(move || {
                workplace.prepare_early(run, &language, &limits, open_files)
            })
        };
        let prepared = prepared.await.map_err(|error| internal(&error))?;
        let mut folder = prepared.map_err(|error| internal(&error))?;
        folder.launch.stdin = Stdin::Piped;
        let child = self.sandbox.spawn(folder.launch.clone()).await;
        let child = child.map_err(|error| internal(&error))?;
        debug!(language = language.manifest.id, "an interpreter waits");
        Ok((child, folder))
    }

    /// Lets those of a language go when nobody has wanted them for long, or memory is short.
    async fn watch(self, language: Arc<Language>) {
        let Warm {
            keep_seconds,
            min_free_memory_percent,
            ..
        } = self.config.warm;
        let keep = Duration::from_secs(keep_seconds.max(1));
        let look_every = keep.min(Duration::from_secs(10));
        loop {
            tokio::time::sleep(look_every).await;
            let mut all = self.pool.all();
            let Some(own) = all.get_mut(&language.manifest.id) else {
                return;
            };
            let is_over = own.last_start().is_none_or(|it| it.elapsed() >= keep);
            if is_over && own.coming == 0 {
                all.remove(&language.manifest.id);
                return;
            }
            let most = if free_memory_percent() < min_free_memory_percent {
                0
            } else {
                own.wanted(self.config.warm.max_each)
            };
            own.waiting.truncate(most);
        }
    }

    /// The source with the files of a program that was started in advance.
    pub(super) async fn fill(
        &self,
        language: Arc<Language>,
        mut folder: RunFolder,
        source: Source,
    ) -> Result<RunFolder, String> {
        let (workplace, apis) = (Arc::clone(&self.workplace), Arc::clone(&self.apis));
        let filled = tokio::task::spawn_blocking(move || {
            let source = super::run::with_functions(source, &apis);
            let source = source.map_err(|error| internal(&error))?;
            let filled = workplace.add_files(&mut folder, &language, &source);
            filled.map_err(|error| internal(&error)).map(|()| folder)
        });
        filled.await.map_err(|error| internal(&error))?
    }
}

/// Takes a place from another language for one that has so many.
///
/// Languages share the places, or one that was played before has them all: who has most gives one
/// up, and where nobody has two, who was played longest ago does for one that has none.
fn make_room<'a>(all: impl Iterator<Item = &'a mut Bench>, has: usize) -> Option<Waiting> {
    let giver = all
        .filter(|it| !it.waiting.is_empty() && (it.has() > has + 1 || has == 0))
        .max_by_key(|it| (it.has(), it.last_start().map(|it| it.elapsed())))?;
    giver.waiting.pop()
}

/// Whether its engine's channel still stands.
fn is_alive(child: &Child) -> bool {
    let Some((from_engine, _)) = &child.engine else {
        return false;
    };
    let mut news = [PollFd::new(from_engine, PollFlags::IN)];
    let asked = poll(&mut news, Some(&Timespec::default()));
    let is_over = PollFlags::HUP | PollFlags::ERR;
    asked.is_ok() && !news[0].revents().intersects(is_over)
}

/// How much of the machine's memory could be had; none where that is not known.
fn free_memory_percent() -> u64 {
    let told = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib = |name: &str| {
        let line = told.lines().find_map(|it| it.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    match (kib("MemAvailable:"), kib("MemTotal:")) {
        (Some(available), Some(total)) if total > 0 => available.saturating_mul(100) / total,
        _ => 0,
    }
}
