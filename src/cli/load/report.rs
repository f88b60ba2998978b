//! What the load was like, as text and as JSON.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::super::LoadArgs;
use super::crowd::{Faults, Tally};
use super::histogram::Histogram;
use super::meter::Used;

/// What was measured.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    sessions: u32,
    /// None where clients only stay.
    language: Option<String>,
    /// Commands a second that each session is to play; 0 is as fast as they come.
    rate: f64,
    seconds: f64,
    commands: u64,
    commands_per_second: f64,
    /// From an answer to the next command.
    round_trip: Times,
    /// From `run.start` to the first command, with all others that start.
    start: Times,
    /// What the server used, where its process is known.
    server: Option<Server>,
    /// What went wrong, and how often.
    faults: Faults,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "each number has its unit in its name"
)]
struct Times {
    p50_us: f64,
    p99_us: f64,
    longest_us: f64,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Server {
    /// Of one core, while all played.
    cpu_percent: f64,
    cpu_us_per_command: Option<f64>,
    /// By which it grew when all had come.
    memory_bytes_per_session: u64,
    memory_bytes: u64,
}

/// What a server had used before anybody came, when all were there, and at the end.
pub(super) type Looks = [Option<Used>; 3];

impl Report {
    pub(super) fn new(
        args: &LoadArgs,
        took: Duration,
        tally: &Tally,
        faults: Faults,
        looks: Looks,
    ) -> Self {
        let commands = tally.round_trips.count();
        let seconds = took.as_secs_f64();
        Self {
            sessions: args.sessions,
            language: (!args.idle).then(|| args.language.clone()),
            rate: args.rate,
            seconds,
            commands,
            commands_per_second: ratio(commands, seconds),
            round_trip: Times::of(&tally.round_trips),
            start: Times::of(&tally.starts),
            server: Server::of(args.sessions, commands, seconds, looks),
            faults,
        }
    }

    /// Whether every command came, once and in order.
    pub(super) fn is_clean(&self) -> bool {
        self.faults.0.is_empty()
    }

    pub(super) fn json(&self) -> String {
        // Every map has text keys, so it cannot fail to become JSON.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // A string takes everything.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, to: &mut String) -> std::fmt::Result {
        let Self {
            sessions, seconds, ..
        } = self;
        match &self.language {
            None => writeln!(to, "{sessions} clients stayed for {seconds:.1} s")?,
            Some(language) => {
                writeln!(
                    to,
                    "{sessions} sessions of {language} played for {seconds:.1} s"
                )?;
                let (commands, rate) = (self.commands, self.commands_per_second);
                writeln!(
                    to,
                    "commands     {commands}, {rate:.0} a second, each checked, in order"
                )?;
                writeln!(to, "round trip   {}", self.round_trip)?;
                writeln!(to, "start        {}", self.start)?;
            }
        }
        if let Some(server) = &self.server {
            write!(to, "server       {:.1} % of a core", server.cpu_percent)?;
            if let Some(cpu) = server.cpu_us_per_command {
                write!(to, ", {cpu:.1} µs a command")?;
            }
            let kib = |bytes: u64| bytes / 1024;
            let (each, all) = (server.memory_bytes_per_session, server.memory_bytes);
            writeln!(to, "; {} KiB, {} KiB a session", kib(all), kib(each))?;
        }
        for (fault, count) in &self.faults.0 {
            writeln!(to, "FAULT        {count} × {fault}")?;
        }
        Ok(())
    }
}

impl Times {
    fn of(times: &Histogram) -> Self {
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        Self {
            p50_us: micros(times.percentile(50)),
            p99_us: micros(times.percentile(99)),
            longest_us: micros(times.longest()),
        }
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let millis = |micros: f64| micros / 1e3;
        let (p50, p99) = (millis(self.p50_us), millis(self.p99_us));
        let longest = millis(self.longest_us);
        write!(
            f,
            "p50 {p50:.3} ms, p99 {p99:.3} ms, longest {longest:.3} ms"
        )
    }
}

impl Server {
    fn of(sessions: u32, commands: u64, seconds: f64, looks: Looks) -> Option<Self> {
        let [Some(quiet), Some(before), Some(after)] = looks else {
            return None;
        };
        let cpu = after.cpu.saturating_sub(before.cpu).as_secs_f64();
        let grown = before.memory_bytes.saturating_sub(quiet.memory_bytes);
        Some(Self {
            cpu_percent: cpu / seconds * 100.0,
            cpu_us_per_command: (commands > 0).then(|| cpu * 1e6 / count(commands)),
            memory_bytes_per_session: grown / u64::from(sessions.max(1)),
            memory_bytes: after.memory_bytes,
        })
    }
}

fn ratio(count_of: u64, seconds: f64) -> f64 {
    count(count_of) / seconds.max(f64::EPSILON)
}

#[expect(clippy::cast_precision_loss, reason = "a number of commands")]
fn count(count: u64) -> f64 {
    count as f64
}
