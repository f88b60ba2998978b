//! Plays the rows of a group in every tier, and tells what came of each.

use std::io::Write as _;
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::ground::{Ground, SECRET};
use super::language;
use super::neighbour::{Neighbour, patience};
use super::row::{Expected, Row, is_among};
use super::tier::Tier;
use crate::support::Native;

/// Programs that do their worst at once. With `LIVECODING_TEST_ALL` it is one after the other, each
/// beside a neighbour of its own and with nothing left after it.
const AT_ONCE: usize = 12;
/// How long a hostile program may take before a test says that it hangs; and one of which every
/// command is counted.
const HANG_GUARDS: (Duration, Duration) = (Duration::from_secs(50), Duration::from_mins(15));
/// Most that is kept of what a program prints, in bytes.
const KEPT_BYTES: usize = 1024 * 1024;

/// A group of items, and the settings of the servers that they are tried on.
pub struct Group {
    pub name: &'static str,
    pub settings: &'static [(&'static str, &'static str)],
    pub at_once: usize,
}

impl Group {
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            settings: &[],
            at_once: AT_ONCE,
        }
    }

    /// Tries `rows` in every tier; fails with all that was not held.
    pub async fn holds(&self, rows: &[Row]) {
        let mut table = Table::new(self.name);
        for tier in Tier::ALL {
            let Some(ground) = Ground::new(tier, self.settings).await else {
                let why = tier.missing().expect("a reason");
                for row in rows {
                    table.not_applicable(row.name, tier, "", why);
                }
                continue;
            };
            self.holds_in(&ground, rows, &mut table).await;
            ground.end().await;
        }
        table.finish();
    }

    async fn holds_in(&self, ground: &Ground, rows: &[Row], table: &mut Table) {
        let mut cases = Vec::new();
        for row in rows {
            for (language, program) in row.tries(ground.tier) {
                match program {
                    Ok(program) => cases.push(Case {
                        row,
                        language,
                        program,
                    }),
                    Err(why) => table.not_applicable(row.name, ground.tier, language, why),
                }
            }
        }
        let at_once = if super::is_all() { 1 } else { self.at_once };
        for batch in cases.chunks(at_once) {
            for (case, fault) in play(ground, batch).await {
                table.outcome(case.row.name, ground.tier, case.language, fault);
            }
        }
    }
}

/// One program of one item.
#[derive(Clone, Copy)]
struct Case<'a> {
    row: &'a Row,
    language: &'static str,
    program: &'a str,
}

/// What came of a program.
#[derive(Debug, Default)]
struct Outcome {
    sayings: Vec<String>,
    printed: String,
    commands: u64,
    end: Value,
}

/// Plays some programs at once, beside a neighbour; gives what was not held of each.
async fn play<'a>(ground: &Ground, batch: &[Case<'a>]) -> Vec<(Case<'a>, Option<String>)> {
    let names: Vec<_> = batch
        .iter()
        .map(|it| format!("{} ({})", it.row.name, it.language))
        .collect();
    let names = names.join(", ");
    let mut neighbour = Neighbour::begin(ground).await;
    let places = Places::of(ground);
    let (played, stops) = watch::channel(false);
    let hostile = batch.iter().map(|case| {
        let expected = case.row.expected(ground.tier);
        let program = language::named(case.language).program(case.program);
        let program = places.fill(&program);
        let stops = stops.clone();
        async move {
            let outcome = hostile(ground, case.language, &program, expected, stops);
            let at_most = match expected.commands {
                None => HANG_GUARDS.0,
                Some(_) => HANG_GUARDS.1,
            };
            let outcome = tokio::time::timeout(at_most, outcome).await;
            let fault = match outcome {
                Ok(outcome) => outcome.fault(expected),
                Err(_) => Some("it hangs".to_owned()),
            };
            (*case, fault)
        }
    });
    let beside = async {
        let took = neighbour.play().await;
        assert_eq!(ground.server.health().await["status"], "ok", "{names}");
        played.send_replace(true);
        took
    };
    let (outcomes, took) = futures_util::join!(join_all(hostile), beside);
    let at_most = patience(ground.quiet);
    assert!(took <= at_most, "{took:?} instead of {at_most:?}: {names}");
    neighbour.finish().await;
    assert_eq!(ground.server.health().await["status"], "ok", "{names}");
    ground.is_quiet().await;
    outcomes
}

/// Runs a hostile program to its end, and answers its commands.
async fn hostile(
    ground: &Ground,
    language: &str,
    program: &str,
    expected: &Expected,
    mut stops: watch::Receiver<bool>,
) -> Outcome {
    let mut client = Native::begin(&ground.server).await;
    begin(&mut client, language, program, "never").await;
    let mut outcome = Outcome::default();
    while let Some(message) = client.next().await {
        let body = &message["body"];
        match message["type"].as_str() {
            Some("command") => {
                let command = json!({"cid": body["cid"]});
                let is_going = outcome.command(body);
                client.answer(&command, "ok").await;
                if is_going && expected.is_stopped {
                    // What the program does now is nothing that a client must hear.
                    let _ = stops.wait_for(|it| *it).await;
                    let _ = client.ask("run.stop", json!({})).await;
                }
            }
            Some("console") => outcome.print(body["text"].as_str().unwrap_or_default()),
            Some("program.error") => outcome.print(&format!("{} {}", body["message"], body["raw"])),
            Some("run.ended") => {
                outcome.end = body.clone();
                client.leave().await;
                return outcome;
            }
            _ => (),
        }
    }
    outcome.end = json!({"reason": "the connection was closed"});
    outcome
}

/// Starts a run; `restart` says whether it is started again.
pub async fn begin(client: &mut Native, language: &str, program: &str, restart: &str) {
    let language = language::named(language);
    let name = format!("main.{}", language.extension);
    let file = json!({"name": name, "text": program});
    let body = json!({"language": language.id, "restart": restart, "files": [file]});
    client.ask("run.start", body).await.unwrap();
}

impl Outcome {
    /// Takes a command; says whether the program has got going with it.
    fn command(&mut self, body: &Value) -> bool {
        self.commands += 1;
        let text = body["raw"].as_str().or(body["action"].as_str());
        let text = text.unwrap_or_default();
        if let Some(saying) = text.strip_prefix("says ") {
            self.sayings.push(saying.to_owned());
        }
        text == "going"
    }

    fn print(&mut self, text: &str) {
        if self.printed.len() < KEPT_BYTES {
            self.printed.push_str(text);
        }
    }

    /// What of it is not as it must be.
    fn fault(&self, expected: &Expected) -> Option<String> {
        let end = end_of(&self.end);
        let is_end = |it: &&&str| end == ***it || end.starts_with(&format!("{it}/"));
        let has_end = expected.ends.iter().any(|it| is_end(&it));
        let said = |it: &String| is_among(it, &expected.sayings);
        let has_said = !self.sayings.is_empty() || end != "finished";
        let has_said = expected.sayings.is_empty() || (has_said && self.sayings.iter().all(said));
        let missing = expected
            .prints
            .iter()
            .find(|it| !self.printed.contains(**it));
        let has_count = expected.commands.is_none_or(|it| it == self.commands);
        let is_secret = self.printed.contains(SECRET) || self.end.to_string().contains(SECRET);
        let is_secret = is_secret || self.sayings.iter().any(|it| it.contains(SECRET));
        let holds = has_end && has_said && missing.is_none() && has_count && !is_secret;
        (!holds).then(|| {
            let printed: String = self.printed.chars().take(500).collect();
            format!(
                "ended as {end}, said {:?}, {} commands, missing {missing:?}, printed {printed:?}; \
                 expected {expected:?}; {}",
                self.sayings, self.commands, self.end
            )
        })
    }
}

/// How a run ended, in the words of [`Expected::ends`].
pub fn end_of(end: &Value) -> String {
    let reason = end["reason"].as_str().unwrap_or_default();
    if let Some(limit) = end["limit"].as_str() {
        format!("{reason}/{limit}")
    } else if let Some(signal) = end["signal"].as_i64() {
        format!("{reason}/signal {signal}")
    } else if let Some(status) = end["exit"].as_i64().filter(|it| *it != 0) {
        format!("{reason}/status {status}")
    } else {
        reason.to_owned()
    }
}

/// What programs try to reach, by the names that stand for it in them.
struct Places(Vec<(&'static str, String)>);

impl Places {
    /// The neighbour is there, and alone.
    fn of(ground: &Ground) -> Self {
        let path = |it: &str| ground.folder().join(it).display().to_string();
        let other = ground.run_folders().pop().expect("the neighbour's files");
        let victim = ground.programs().pop().expect("the neighbour");
        Self(vec![
            ("{server}", ground.server.pid().to_string()),
            ("{port}", ground.port().to_owned()),
            ("{victim}", victim.to_string()),
            ("{other}", other.display().to_string()),
            ("{folder}", ground.folder().display().to_string()),
            ("{binary}", path("livecoding")),
            ("{config}", path("livecoding.toml")),
            ("{secret}", path("secret")),
            ("{socket}", path("socket")),
            ("{set-user-id}", path("set-user-id")),
            ("{test}", std::process::id().to_string()),
        ])
    }

    fn fill(&self, program: &str) -> String {
        let all = self.0.iter();
        all.fold(program.to_owned(), |text, (place, with)| {
            text.replace(place, with)
        })
    }
}

/// What was found, told to people.
pub struct Table {
    group: &'static str,
    lines: Vec<Line>,
}

struct Line {
    item: &'static str,
    tier: Tier,
    language: String,
    /// Why it is not applicable, or what was not held.
    verdict: Verdict,
}

enum Verdict {
    Held,
    NotApplicable(String),
    Broken(String),
}

impl Table {
    pub fn new(group: &'static str) -> Self {
        Self {
            group,
            lines: Vec::new(),
        }
    }

    pub fn not_applicable(&mut self, item: &'static str, tier: Tier, language: &str, why: &str) {
        let verdict = Verdict::NotApplicable(why.to_owned());
        self.push(item, tier, language, verdict);
    }

    /// What came of an item; no fault is held.
    pub fn outcome(
        &mut self,
        item: &'static str,
        tier: Tier,
        language: &str,
        fault: Option<String>,
    ) {
        let verdict = fault.map_or(Verdict::Held, Verdict::Broken);
        self.push(item, tier, language, verdict);
    }

    fn push(&mut self, item: &'static str, tier: Tier, language: &str, verdict: Verdict) {
        let language = language.to_owned();
        let line = Line {
            item,
            tier,
            language,
            verdict,
        };
        println!(
            "{item} × {} × {} → {}",
            tier.name(),
            line.language,
            line.verdict.text()
        );
        self.lines.push(line);
    }

    /// Writes it where it is asked for, and fails with all that was not held.
    pub fn finish(self) {
        if let Some(path) = std::env::var_os("LIVECODING_TEST_TABLE") {
            let file = std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(path);
            // One write, so that tests at once do not mix their lines.
            file.unwrap().write_all(self.markdown().as_bytes()).unwrap();
        }
        let broken = self.lines.iter().filter_map(|line| match &line.verdict {
            Verdict::Broken(why) => Some(format!(
                "{} × {} × {}: {why}",
                line.item,
                line.tier.name(),
                line.language
            )),
            Verdict::Held | Verdict::NotApplicable(_) => None,
        });
        let broken: Vec<_> = broken.collect();
        assert!(broken.is_empty(), "not held:\n{}", broken.join("\n"));
    }

    /// One line an item: `| files | reading /etc/passwd | lua, ruby, sh | … |`.
    fn markdown(&self) -> String {
        let mut items: Vec<_> = self.lines.iter().map(|it| it.item).collect();
        let mut known = std::collections::HashSet::new();
        items.retain(|it| known.insert(*it));
        let row = |item: &&str| {
            let cells = Tier::ALL.map(|tier| self.cell(item, tier));
            format!("| {} | {item} | {} |\n", self.group, cells.join(" | "))
        };
        items.iter().map(row).collect()
    }

    fn cell(&self, item: &str, tier: Tier) -> String {
        let lines: Vec<_> = self
            .lines
            .iter()
            .filter(|it| it.item == item && it.tier == tier)
            .collect();
        let of = |verdict: fn(&Verdict) -> bool| {
            let own = lines.iter().filter(|it| verdict(&it.verdict));
            own.map(|it| it.language.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let held = of(|it| matches!(it, Verdict::Held));
        let broken = of(|it| matches!(it, Verdict::Broken(_)));
        let mut parts = Vec::new();
        if !held.is_empty() {
            parts.push(format!("held: {held}"));
        }
        if !broken.is_empty() {
            parts.push(format!("**not held**: {broken}"));
        }
        for line in &lines {
            if let Verdict::NotApplicable(why) = &line.verdict {
                let language = &line.language;
                let before = if language.is_empty() {
                    String::new()
                } else {
                    format!("{language}: ")
                };
                parts.push(format!("{before}{why}"));
            }
        }
        parts.join("; ")
    }
}

impl Verdict {
    fn text(&self) -> String {
        match self {
            Self::Held => "held".to_owned(),
            Self::NotApplicable(why) => format!("not applicable: {why}"),
            Self::Broken(why) => format!("NOT HELD: {why}"),
        }
    }
}
