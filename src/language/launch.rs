//! How a program is started: its command, its environment, and what it gets of the machine.

use std::path::{Path, PathBuf};

use super::layout::{Files, Workplace, text};
use super::outside::outside_the_system;
use super::registry::Language;
use crate::sandbox::{Confinement, Interpreter, Launch, ProcessLimits, Stdin, Wiring};

/// Where programs look for commands, whatever the server's own path is.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";
/// The first word of a command that is run by this binary itself.
const SELF: &str = "{self}";
/// This part of a program's memory is left to its interpreter, so that it can tell that the rest
/// is used up.
const MEMORY_FOR_LAST_WORDS: u64 = 8;

impl Workplace {
    /// How the program in `folder` is started, which sees its files as `seen`.
    pub(super) fn launch(
        &self,
        language: &Language,
        folder: &Path,
        seen: &Files,
        wiring: Wiring,
        limits: &ProcessLimits,
        built: Option<&Path>,
    ) -> Launch {
        let command = &language.manifest.run.command;
        let (interpreter, arguments) = self.fill(command, language, seen, built);
        let own = &language.manifest.limits;
        let limits = ProcessLimits {
            memory_bytes: own.memory_bytes.unwrap_or(limits.memory_bytes),
            processes: own.processes.unwrap_or(limits.processes),
            threads: own.threads.unwrap_or(limits.threads),
            work_bytes: own.work_bytes.unwrap_or(limits.work_bytes),
            work_files: own.work_files.unwrap_or(limits.work_files),
        };
        let stdin = match wiring {
            Wiring::Standard => Stdin::Piped,
            Wiring::Descriptors | Wiring::Fifos(..) => Stdin::Empty,
        };
        let needs = &language.manifest.sandbox;
        let outside = match &interpreter {
            Interpreter::Path(path) => outside_the_system(path),
            Interpreter::Own => Vec::new(),
        };
        Launch {
            interpreter,
            arguments,
            environment: environment(language, seen, &wiring, limits.memory_bytes),
            folder: seen.folder.clone(),
            wiring,
            stdin,
            open_files: 0,
            confinement: Some(Confinement {
                files: Some(folder.to_owned()),
                is_early: false,
                engine: Some(self.engine_folder(language)),
                built: built.map(Path::to_owned),
                read: needs.read.iter().cloned().chain(outside).collect(),
                execute: needs.execute.clone(),
                needs_proc: needs.proc,
                limits,
            }),
        }
    }

    /// A command of the manifest with its places filled in.
    pub(super) fn fill(
        &self,
        command: &[String],
        language: &Language,
        seen: &Files,
        built: Option<&Path>,
    ) -> (Interpreter, Vec<String>) {
        let interpreter = language.interpreter().map(text).unwrap_or_default();
        let engine = self.view.engine(&self.engine_folder(language));
        let built = built.map(|it| self.view.built(it));
        let places = [
            ("{interpreter}", interpreter),
            (
                "{engine}",
                text(engine.join(&language.manifest.engine.file)),
            ),
            ("{main}", text(&seen.main)),
            ("{bindings}", text(&seen.bindings)),
            ("{folder}", text(&seen.folder)),
            ("{built}", built.map(text).unwrap_or_default()),
        ];
        let mut words = command.iter().map(|word| {
            places.iter().fold(word.clone(), |word, (place, with)| {
                word.replace(place, with)
            })
        });
        let interpreter = match words.next() {
            Some(word) if word != SELF => Interpreter::Path(in_path(&word)),
            Some(_) | None => Interpreter::Own,
        };
        (interpreter, words.collect())
    }
}

/// The path of a command, looked up as the program would.
fn in_path(word: &str) -> PathBuf {
    let path = PathBuf::from(word);
    if word.contains('/') {
        return path;
    }
    let mut places = PATH.split(':').map(|folder| Path::new(folder).join(word));
    places.find(|it| it.is_file()).unwrap_or(path)
}

/// The program's whole environment: nothing of the server's but the time zone.
fn environment(
    language: &Language,
    seen: &Files,
    wiring: &Wiring,
    memory_bytes: u64,
) -> Vec<(String, String)> {
    let folder = text(&seen.folder);
    let mut variables = vec![
        ("PATH".to_owned(), PATH.to_owned()),
        ("LANG".to_owned(), "C.UTF-8".to_owned()),
        ("LC_ALL".to_owned(), "C.UTF-8".to_owned()),
        ("HOME".to_owned(), folder.clone()),
        ("TMPDIR".to_owned(), folder),
    ];
    if let Ok(zone) = std::env::var("TZ") {
        variables.push(("TZ".to_owned(), zone));
    }
    let announced = match wiring {
        // The original's engines know nothing of an environment.
        Wiring::Standard => Vec::new(),
        Wiring::Descriptors => announce(seen, memory_bytes),
        Wiring::Fifos(input, output) => {
            let place = |path: &Path| {
                let name = path.file_name().unwrap_or_default();
                text(seen.root.join(name))
            };
            let mut announced = announce(seen, memory_bytes);
            announced.push(("LIVECODING_ENGINE_IN_PATH", place(input)));
            announced.push(("LIVECODING_ENGINE_OUT_PATH", place(output)));
            announced
        }
    };
    let own = language.manifest.run.environment.clone();
    variables.extend(
        announced
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value)),
    );
    variables.extend(own);
    variables
}

fn announce(seen: &Files, memory_bytes: u64) -> Vec<(&'static str, String)> {
    let (input, output) = crate::sandbox::ENGINE_FDS;
    let memory_bytes = memory_bytes - memory_bytes / MEMORY_FOR_LAST_WORDS;
    vec![
        ("LIVECODING_ENGINE", "2".to_owned()),
        ("LIVECODING_ENGINE_IN", input.to_string()),
        ("LIVECODING_ENGINE_OUT", output.to_string()),
        ("LIVECODING_MAIN", text(&seen.main)),
        ("LIVECODING_MEMORY_BYTES", memory_bytes.to_string()),
    ]
}
