//! The files of a run: program, bindings and engine apart, so that no line is shifted.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tracing::warn;

use super::errors::ErrorMap;
use super::manifest::ChannelKind;
use super::registry::{Language, Registry};
use super::sweep;
use crate::messages::{RunId, Source};
use crate::protocol::engine::ProgramNamed;
use crate::sandbox::{Launch, Stdin, Wiring};

/// Where programs look for commands, whatever the server's own path is.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// Why a run's files could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`", path.display())]
pub struct LayoutError {
    path: PathBuf,
    source: io::Error,
}

/// The folder in which all runs have theirs.
#[derive(Debug)]
pub struct Workplace {
    root: TempDir,
    /// This program's own file, for the languages inside it.
    binary: PathBuf,
    _lock: File,
}

/// The files of one attempt; gone when dropped.
#[derive(Debug)]
pub struct RunFolder {
    /// Taken when it is removed.
    folder: Option<TempDir>,
    /// How its program is started.
    pub launch: Launch,
    /// What the engine is told (revision 2): folder, main file, bindings.
    pub program: ProgramNamed,
    /// How long the engine may take to be ready, where the language has a bound of its own.
    pub start_timeout_seconds: Option<u64>,
    /// Turns what the language says of an error into the learner's words.
    pub errors: ErrorMap,
}

impl Workplace {
    /// Makes the folder, below `parent` where given, and writes every engine into it.
    ///
    /// # Errors
    ///
    /// Fails when the folder or an engine cannot be written.
    pub fn new(
        parent: Option<&Path>,
        binary: &Path,
        registry: &Registry,
    ) -> Result<Self, LayoutError> {
        let parent = parent.map_or_else(std::env::temp_dir, Path::to_owned);
        sweep::sweep(&parent);
        let root = tempfile::Builder::new()
            .prefix(sweep::PREFIX)
            .tempdir_in(&parent);
        let root = root.map_err(unwritten(&parent))?;
        let lock = sweep::claim(root.path()).map_err(unwritten(root.path()))?;
        let workplace = Self {
            root,
            binary: binary.to_owned(),
            _lock: lock,
        };
        for language in registry.iter() {
            write(&workplace.engine_path(language), &language.engine)?;
        }
        Ok(workplace)
    }

    /// Writes the files of one attempt and says how to start it.
    ///
    /// # Errors
    ///
    /// Fails when a file cannot be written.
    pub fn prepare(
        &self,
        run: RunId,
        language: &Language,
        source: &Source,
        memory_bytes: u64,
    ) -> Result<RunFolder, LayoutError> {
        let root = self.root.path();
        let folder = tempfile::Builder::new()
            .prefix(&format!("run-{run}-"))
            .tempdir_in(root);
        let folder = folder.map_err(unwritten(root))?;
        let main = source.files.first().map(|file| file.name.clone());
        let main = main.unwrap_or_else(|| language.manifest.main_file());
        let files = Files::of(language, folder.path(), main);
        let errors = match language.manifest.engine.revision {
            1 => Self::write_joined(&files, language, source)?,
            _ => Self::write_apart(&files, language, source)?,
        };
        let wiring = match (
            language.manifest.engine.revision,
            language.manifest.engine.channel,
        ) {
            (1, _) => Wiring::Standard,
            (_, ChannelKind::Descriptors) => Wiring::Descriptors,
            (_, ChannelKind::Fifos) => Wiring::Fifos(
                folder.path().join("answers"),
                folder.path().join("commands"),
            ),
        };
        let bindings = (!source.interpreter.is_empty()).then(|| text(&files.bindings));
        let launch = self.launch(language, &files, wiring, memory_bytes);
        let program = ProgramNamed {
            folder: text(&files.folder),
            main: files.main_name.clone(),
            bindings,
            seed: source.seed,
            mode: source.mode,
        };
        Ok(RunFolder {
            folder: Some(folder),
            launch,
            program,
            start_timeout_seconds: language.manifest.limits.start_timeout_seconds,
            errors,
        })
    }

    /// How the syntax of the program in `folder` is checked, where the language can.
    pub fn check(&self, language: &Language, folder: &RunFolder) -> Option<Launch> {
        let check = language.manifest.check.as_ref()?;
        let files = Files::of(language, folder.path(), folder.program.main.clone());
        let (interpreter, arguments) = self.fill(&check.command, language, &files);
        Some(Launch {
            interpreter,
            arguments,
            wiring: Wiring::Standard,
            stdin: Stdin::Empty,
            ..folder.launch.clone()
        })
    }

    fn write_apart(
        files: &Files,
        language: &Language,
        source: &Source,
    ) -> Result<ErrorMap, LayoutError> {
        for file in &source.files {
            let path = files.folder.join(&file.name);
            // Only the main file is what a language may take for something else.
            let is_main = path == files.main;
            let written = is_main.then(|| language.manifest.prefixed(&file.text));
            write(&path, written.as_deref().unwrap_or(&file.text))?;
        }
        if !source.interpreter.is_empty() {
            write(
                &files.bindings,
                &language.manifest.prefixed(&source.interpreter),
            )?;
        }
        Ok(ErrorMap::apart(&files.folder, &files.bindings))
    }

    /// One file, as the original made it: engine, interpreter, program.
    fn write_joined(
        files: &Files,
        language: &Language,
        source: &Source,
    ) -> Result<ErrorMap, LayoutError> {
        let before = format!("{}\n{}\n", language.engine, source.interpreter);
        for file in source.files.iter().skip(1) {
            write(&files.folder.join(&file.name), &file.text)?;
        }
        write(&files.main, &format!("{before}{}\n", source.main()))?;
        Ok(ErrorMap::joined(&files.main, before.lines().count()))
    }

    fn launch(
        &self,
        language: &Language,
        files: &Files,
        wiring: Wiring,
        memory_bytes: u64,
    ) -> Launch {
        let (interpreter, arguments) = self.fill(&language.manifest.run.command, language, files);
        let memory_bytes = language
            .manifest
            .limits
            .memory_bytes
            .unwrap_or(memory_bytes);
        let stdin = match wiring {
            Wiring::Standard => Stdin::Piped,
            Wiring::Descriptors | Wiring::Fifos(..) => Stdin::Empty,
        };
        Launch {
            interpreter,
            arguments,
            environment: environment(language, files, &wiring, memory_bytes),
            folder: files.folder.clone(),
            wiring,
            stdin,
            open_files: 0,
        }
    }

    /// A command of the manifest with its places filled in.
    fn fill(
        &self,
        command: &[String],
        language: &Language,
        files: &Files,
    ) -> (PathBuf, Vec<String>) {
        let interpreter = language.interpreter().map(text).unwrap_or_default();
        let places = [
            ("{interpreter}", interpreter),
            ("{engine}", text(self.engine_path(language))),
            ("{main}", text(&files.main)),
            ("{bindings}", text(&files.bindings)),
            ("{self}", text(&self.binary)),
        ];
        let mut words = command.iter().map(|word| {
            places.iter().fold(word.clone(), |word, (place, with)| {
                word.replace(place, with)
            })
        });
        let interpreter = PathBuf::from(words.next().unwrap_or_default());
        (interpreter, words.collect())
    }

    fn engine_path(&self, language: &Language) -> PathBuf {
        let folder = self.root.path().join("engines").join(&language.manifest.id);
        folder.join(&language.manifest.engine.file)
    }
}

impl RunFolder {
    /// Its path, for logs.
    pub fn path(&self) -> &Path {
        self.folder.as_ref().map_or(Path::new(""), TempDir::path)
    }
}

impl Drop for RunFolder {
    fn drop(&mut self) {
        let folder = self.folder.take();
        // A program may leave a million files: no session waits for their removal.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn_blocking(move || drop(folder));
        }
    }
}

impl Workplace {
    /// Removes everything, at an orderly end, whoever still holds a part of the server.
    pub fn clear(&self) {
        if let Err(error) = fs::remove_dir_all(self.root.path()) {
            warn!(%error, folder = %self.root.path().display(), "cannot remove the work folder");
        }
    }
}

/// The paths of one attempt.
struct Files {
    folder: PathBuf,
    main_name: String,
    main: PathBuf,
    bindings: PathBuf,
}

impl Files {
    fn of(language: &Language, root: &Path, main_name: String) -> Self {
        let folder = root.join("program");
        Self {
            main: folder.join(&main_name),
            main_name,
            bindings: root
                .join("bindings")
                .join(language.manifest.bindings_file()),
            folder,
        }
    }
}

/// The program's whole environment: nothing of the server's but the time zone.
fn environment(
    language: &Language,
    files: &Files,
    wiring: &Wiring,
    memory_bytes: u64,
) -> Vec<(String, String)> {
    let folder = text(&files.folder);
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
        Wiring::Descriptors => announce(files, memory_bytes),
        Wiring::Fifos(input, output) => {
            let mut announced = announce(files, memory_bytes);
            announced.push(("LIVECODING_ENGINE_IN_PATH", text(input)));
            announced.push(("LIVECODING_ENGINE_OUT_PATH", text(output)));
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

fn announce(files: &Files, memory_bytes: u64) -> Vec<(&'static str, String)> {
    let (input, output) = crate::sandbox::ENGINE_FDS;
    vec![
        ("LIVECODING_ENGINE", "2".to_owned()),
        ("LIVECODING_ENGINE_IN", input.to_string()),
        ("LIVECODING_ENGINE_OUT", output.to_string()),
        ("LIVECODING_MAIN", text(&files.main)),
        ("LIVECODING_MEMORY_BYTES", memory_bytes.to_string()),
    ]
}

fn write(path: &Path, contents: &str) -> Result<(), LayoutError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritten(folder))?;
    }
    fs::write(path, contents).map_err(unwritten(path))
}

fn unwritten(path: &Path) -> impl Fn(io::Error) -> LayoutError {
    let path = path.to_owned();
    move |source| LayoutError {
        path: path.clone(),
        source,
    }
}

fn text(path: impl AsRef<Path>) -> String {
    path.as_ref().display().to_string()
}
