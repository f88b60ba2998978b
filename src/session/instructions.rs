//! Live instructions that wait for their turn, and the one that is evaluated.

use std::collections::VecDeque;
use std::time::Duration;

use crate::messages::{EvaluateInstruction, ProgramError};

/// Most that wait.
const QUEUE: usize = 16;
/// How long one waits while the client plays.
const PATIENCE: Duration = Duration::from_secs(30);
/// What an engine says that can.
const CAPABILITY: &str = "instruction";

/// Why an instruction gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unevaluated {
    /// A short word for programs.
    pub(super) code: &'static str,
    /// In words.
    pub(super) text: String,
    /// What it raised.
    pub(super) error: Option<Box<ProgramError>>,
}

impl Unevaluated {
    fn because(code: &'static str, text: &str) -> Self {
        Self {
            code,
            text: text.to_owned(),
            error: None,
        }
    }

    pub(super) fn failed(error: ProgramError) -> Self {
        Self {
            code: "failed",
            text: error.message.clone(),
            error: Some(Box::new(error)),
        }
    }

    pub(super) fn busy() -> Self {
        Self::because("busy", "the game is busy; try again when it is not")
    }

    pub(super) fn ended() -> Self {
        Self::because("ended", "the run is over; start it again")
    }

    pub(super) fn unsupported() -> Self {
        Self::because("unsupported", "this language takes no live instructions")
    }
}

#[derive(Debug)]
struct Waiting {
    xid: String,
    source: String,
    since: Duration,
}

/// `P` is where the program stands that evaluates one.
#[derive(Debug)]
pub(super) struct Instructions<P> {
    queue: VecDeque<Waiting>,
    last_n: u32,
    current: Option<(u32, String, P)>,
    /// Whether the engine can; not known before it is up.
    can: Option<bool>,
}

impl<P> Default for Instructions<P> {
    fn default() -> Self {
        Self {
            queue: VecDeque::new(),
            last_n: 0,
            current: None,
            can: None,
        }
    }
}

impl<P: Clone> Instructions<P> {
    pub(super) fn engine_can(&mut self, capabilities: &[String]) {
        self.can = Some(capabilities.iter().any(|it| it == CAPABILITY));
    }

    /// Takes one in.
    pub(super) fn queue(
        &mut self,
        now: Duration,
        xid: String,
        source: String,
    ) -> Result<(), Unevaluated> {
        if self.can == Some(false) {
            return Err(Unevaluated::unsupported());
        }
        if self.queue.len() == QUEUE {
            return Err(Unevaluated::busy());
        }
        self.queue.push_back(Waiting {
            xid,
            source,
            since: now,
        });
        Ok(())
    }

    /// The program waits at `place`: the next one, if one is there and none is evaluated; or the
    /// names of those that this engine cannot evaluate.
    pub(super) fn begin(&mut self, place: &P) -> Option<Result<EvaluateInstruction, Vec<String>>> {
        if self.current.is_some() || self.queue.is_empty() {
            return None;
        }
        if self.can != Some(true) {
            return Some(Err(self.queue.drain(..).map(|it| it.xid).collect()));
        }
        let Waiting { xid, source, .. } = self.queue.pop_front()?;
        self.last_n += 1;
        let n = self.last_n;
        self.current = Some((n, xid, place.clone()));
        Some(Ok(EvaluateInstruction { n, source }))
    }

    /// Number `n` is done: its name, and where the program stood.
    pub(super) fn done(&mut self, n: u32) -> Option<(String, P)> {
        let (_, xid, place) = self.current.take_if(|(current, ..)| *current == n)?;
        Some((xid, place))
    }

    pub(super) fn is_evaluating(&self) -> bool {
        self.current.is_some()
    }

    /// When the first of them has waited too long.
    pub(super) fn due(&self) -> Option<Duration> {
        self.queue.front().map(|it| it.since + PATIENCE)
    }

    /// The names of those that have waited too long.
    pub(super) fn overdue(&mut self, now: Duration) -> Vec<String> {
        let count = self
            .queue
            .iter()
            .take_while(|it| it.since + PATIENCE <= now)
            .count();
        self.queue.drain(..count).map(|it| it.xid).collect()
    }

    /// The names of all of them; none is left.
    pub(super) fn drop_all(&mut self) -> Vec<String> {
        let current = self.current.take().map(|(_, xid, _)| xid);
        let waiting = self.queue.drain(..).map(|it| it.xid);
        current.into_iter().chain(waiting).collect()
    }
}
