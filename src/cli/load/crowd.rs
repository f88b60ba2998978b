//! All learners of a load: they come a few at a time, play together, and leave.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::super::LoadArgs;
use super::histogram::Histogram;
use super::learner::{Fault, Learner};
use super::programs::Program;

/// How many arrive at a time.
const ARRIVING: usize = 16;
/// Most different faults that are told.
const FAULTS: usize = 20;

/// What is the same for all.
#[derive(Debug)]
pub(super) struct Conditions {
    pub(super) url: String,
    pub(super) access_token: Option<String>,
    /// None where clients only stay.
    pub(super) program: Option<Program>,
    /// The time between two answers; none where they come at once.
    pub(super) period: Option<Duration>,
    pub(super) phase: watch::Receiver<Phase>,
    pub(super) tally: RefCell<Tally>,
}

/// What the crowd does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Gathering,
    Playing { since: Instant },
    Over,
}

/// What was measured.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// From `run.start` to the first command.
    pub(super) starts: Histogram,
    /// From an answer to the next command.
    pub(super) round_trips: Histogram,
    measures: bool,
}

impl Tally {
    /// The next command came to who answered at this moment.
    pub(super) fn played(&mut self, answered_at: Instant) {
        if self.measures {
            self.round_trips.add(answered_at.elapsed());
        }
    }
}

/// All learners.
#[derive(Debug)]
pub(super) struct Crowd {
    conditions: Rc<Conditions>,
    phase: watch::Sender<Phase>,
    learners: JoinSet<Result<(), Fault>>,
    faults: Faults,
}

/// What went wrong, and how often.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Faults(pub(super) BTreeMap<Fault, u32>);

impl Faults {
    fn add(&mut self, fault: Fault) {
        let is_known = self.0.contains_key(&fault);
        let fault = if is_known || self.0.len() < FAULTS {
            fault
        } else {
            "others".to_owned()
        };
        *self.0.entry(fault).or_default() += 1;
    }

    fn count(&self) -> u32 {
        self.0.values().sum()
    }
}

impl Crowd {
    /// Lets everybody come; whose program has given its first command waits for the others.
    pub(super) async fn gather(args: &LoadArgs, program: Option<Program>) -> Self {
        let (phase, sees_phase) = watch::channel(Phase::Gathering);
        let conditions = Rc::new(Conditions {
            url: args.url.clone(),
            access_token: args.access_token.clone(),
            program,
            period: (args.rate > 0.0).then(|| Duration::from_secs_f64(1.0 / args.rate)),
            phase: sees_phase,
            tally: RefCell::default(),
        });
        let mut learners = JoinSet::new();
        let turns = Rc::new(Semaphore::new(ARRIVING));
        let (came, mut sees_who_came) = watch::channel(0_u32);
        let came = Rc::new(came);
        for number in 0..args.sessions {
            let (conditions, turns) = (Rc::clone(&conditions), Rc::clone(&turns));
            let came = Rc::clone(&came);
            // Spread over the period, so that they do not all ask at the same moment.
            let period = conditions.period.unwrap_or_default();
            let offset = period.mul_f64(fraction(number, args.sessions));
            learners.spawn_local(async move {
                let turn = turns.acquire().await;
                let learner = Learner::arrive(conditions).await?;
                drop(turn);
                came.send_modify(|it| *it += 1);
                learner.live(offset).await
            });
        }
        let mut crowd = Self {
            conditions,
            phase,
            learners,
            faults: Faults::default(),
        };
        while *sees_who_came.borrow_and_update() + crowd.faults.count() < args.sessions {
            tokio::select! {
                Some(left) = crowd.learners.join_next() => crowd.note(left),
                _ = sees_who_came.changed() => (),
            }
        }
        crowd
    }

    /// Lets everybody play for this long, as long as somebody is there; gives the time that it took.
    pub(super) async fn play(&mut self, time: Duration) -> Duration {
        let since = Instant::now();
        self.conditions.tally.borrow_mut().measures = true;
        // Nobody hears it where nobody is left.
        let _ = self.phase.send(Phase::Playing { since });
        let end = tokio::time::sleep(time);
        tokio::pin!(end);
        loop {
            tokio::select! {
                () = &mut end => break,
                left = self.learners.join_next() => match left {
                    Some(left) => self.note(left),
                    None => break,
                },
            }
        }
        self.conditions.tally.borrow_mut().measures = false;
        since.elapsed()
    }

    /// Lets everybody go; gives what was measured, and what went wrong.
    pub(super) async fn disperse(mut self) -> (Tally, Faults) {
        // See above.
        let _ = self.phase.send(Phase::Over);
        while let Some(left) = self.learners.join_next().await {
            self.note(left);
        }
        (self.conditions.tally.take(), self.faults)
    }

    fn note(&mut self, left: Result<Result<(), Fault>, tokio::task::JoinError>) {
        match left {
            Ok(Ok(())) => (),
            Ok(Err(fault)) => self.faults.add(fault),
            Err(error) => self.faults.add(error.to_string()),
        }
    }
}

fn fraction(number: u32, of: u32) -> f64 {
    f64::from(number) / f64::from(of.max(1))
}
