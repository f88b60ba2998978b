//! `livecoding doctor`: which languages work here, proven by playing each one's self-test.

mod isolation;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytestring::ByteString;
use serde::Serialize;

use super::player::{Answers, Console, play};
use super::{DoctorArgs, Failure, assemble, print, telemetry};
use crate::actors::session::Shared;
use crate::language::{Language, Status};
use crate::messages::{EndReason, Exit, Source, SourceFile};
use crate::protocol::classic::error_text;
use crate::sandbox::{Isolation, Output, Tier};

/// How long a syntax check may take.
const CHECK_TIMEOUT: Duration = Duration::from_secs(10);

/// All that is known of this machine.
#[derive(Debug, Serialize)]
struct Diagnosis {
    languages: Vec<Finding>,
    isolation: Isolation,
}

/// What is known of one language.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    id: String,
    title: String,
    works: bool,
    version: Option<String>,
    interpreter: Option<String>,
    /// How long its self-test took, start and end included.
    self_test_ms: Option<u128>,
    /// What is wrong, and what to do.
    pub(super) fault: Option<String>,
}

/// Plays every self-test and prints what came of it; the exit status is 0 when all that is
/// installed works.
pub(super) fn execute(args: &DoctorArgs) -> Result<ExitCode, Failure> {
    let mut config = assemble::settings(&args.common)?;
    if config.log.filter == "info" {
        "error".clone_into(&mut config.log.filter);
    }
    telemetry::start(&config.log)?;
    // It tells what is there, also where that is less than the operator asks for.
    config.sandbox.min_tier = Tier::D;
    assemble::end_programs(&mut config);
    let registry = assemble::packages(&config)?;
    let games = assemble::games(&config)?;
    let diagnosis = actix::System::new().block_on(async move {
        let shared = assemble::shared(config, registry, games, false).await?;
        let mut languages = Vec::new();
        for language in shared.registry.iter() {
            languages.push(examine(&shared, language).await);
        }
        let isolation = shared.isolation.found.clone();
        shared.clear();
        Ok::<_, Failure>(Diagnosis {
            languages,
            isolation,
        })
    })?;
    let findings = &diagnosis.languages;
    if args.json {
        let json = serde_json::to_string_pretty(&diagnosis).map_err(anyhow::Error::from)?;
        print(&format!("{json}\n"));
    } else {
        print(&table(findings));
        print(&isolation::table(&diagnosis.isolation));
    }
    let broken = findings.iter().any(|it| !it.works && it.version.is_some());
    Ok(if broken {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Plays the self-test of a language.
pub(super) async fn examine(shared: &Shared, language: &Arc<Language>) -> Finding {
    let manifest = &language.manifest;
    let mut finding = Finding {
        id: manifest.id.clone(),
        title: manifest.title.clone(),
        works: false,
        version: None,
        interpreter: None,
        self_test_ms: None,
        fault: None,
    };
    match &language.status {
        Status::Missing(missing) => {
            finding.fault = Some(missing.to_string());
            return finding;
        }
        Status::Embedded => {
            finding.version = Some("built in".to_owned());
            finding.interpreter = Some("part of this program".to_owned());
        }
        Status::Installed(found) => {
            finding.version = Some(found.version.clone());
            finding.interpreter = Some(found.interpreter.display().to_string());
        }
    }
    let begin = Instant::now();
    finding.fault = match check_starter(shared, language).await {
        Ok(()) => self_test(shared, language).await.err(),
        Err(fault) => Some(fault),
    };
    finding.self_test_ms = Some(begin.elapsed().as_millis());
    finding.works = finding.fault.is_none();
    finding
}

/// The package's own syntax check must accept its own starter program.
async fn check_starter(shared: &Shared, language: &Language) -> Result<(), String> {
    let source = Source {
        language: ByteString::from(language.manifest.id.clone()),
        files: vec![main_file(language, &language.starter)],
        ..Source::default()
    };
    let (limits, open_files) = (shared.limits(), shared.config.run.open_files);
    let folder = shared
        .workplace
        .prepare(shared.next_run(), language, &source, &limits, open_files)
        .map_err(|error| error.to_string())?;
    let Some(check) = shared.workplace.check(language, &folder) else {
        return Ok(());
    };
    let checked = shared.sandbox.collect(check, CHECK_TIMEOUT).await;
    match checked.map_err(|error| format!("its syntax check failed: {error}"))? {
        Output {
            exit: Exit::Status(0),
            ..
        } => Ok(()),
        Output { text, .. } => Err(format!("its starter is refused: {}", text.trim())),
    }
}

async fn self_test(shared: &Shared, language: &Language) -> Result<(), String> {
    let test = &language.manifest.self_test;
    let (program, bindings) = &language.self_test;
    let source = Source {
        language: ByteString::from(language.manifest.id.clone()),
        interpreter: ByteString::from(bindings.clone().unwrap_or_default()),
        files: vec![main_file(language, program)],
        ..Source::default()
    };
    let answers = Answers::Listed(test.answers.clone().into());
    let outcome = play(shared.clone(), source, answers, Console::Nowhere).await;
    let Some(end) = outcome.end else {
        return Err("its self-test could not be started".to_owned());
    };
    if end.reason != EndReason::Finished {
        let why = end.error.as_ref().map(error_text).unwrap_or_default();
        return Err(format!(
            "its self-test ended {}: {}",
            end.reason,
            why.trim()
        ));
    }
    let mut pairs = outcome.commands.iter().zip(&test.commands);
    match pairs.find(|(sent, expected)| sent != expected) {
        Some((sent, expected)) => Err(format!("its self-test sent {sent} instead of {expected}")),
        None if outcome.commands.len() != test.commands.len() => {
            let (sent, expected) = (outcome.commands.len(), test.commands.len());
            Err(format!(
                "its self-test sent {sent} commands instead of {expected}"
            ))
        }
        None => Ok(()),
    }
}

fn main_file(language: &Language, text: &str) -> SourceFile {
    SourceFile {
        name: language.manifest.main_file(),
        text: text.to_owned(),
    }
}

fn table(findings: &[Finding]) -> String {
    use std::fmt::Write as _;
    let version = findings
        .iter()
        .filter_map(|it| it.version.as_ref())
        .map(String::len)
        .max();
    let version = version.unwrap_or(0).max("version".len());
    let mut text = format!(
        "{:<12} {:<5} {:<version$} {:>9}  {}\n",
        "language", "works", "version", "self-test", "where"
    );
    for it in findings {
        let works = if it.works { "yes" } else { "no" };
        let took = it
            .self_test_ms
            .map_or_else(|| "-".to_owned(), |ms| format!("{ms} ms"));
        let place = it
            .fault
            .as_deref()
            .or(it.interpreter.as_deref())
            .unwrap_or_default();
        let place = place.replace('\n', "\n    ");
        let own = it.version.as_deref().unwrap_or("-");
        // A text takes all that is written.
        let _ = writeln!(
            text,
            "{:<12} {works:<5} {own:<version$} {took:>9}  {place}",
            it.id
        );
    }
    text
}
