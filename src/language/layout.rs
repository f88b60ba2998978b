//! The files of a run: program, bindings and engine apart, so that no line is shifted.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tracing::warn;

use super::errors::ErrorMap;
use super::manifest::{ChannelKind, Limits};
use super::registry::{Language, Registry};
use super::sweep;
use crate::messages::{RunId, Source};
use crate::protocol::engine::ProgramNamed;
use crate::sandbox::{Confinement, Interpreter, Launch, ProcessLimits, Stdin, View, Wiring};

/// Where programs look for commands, whatever the server's own path is.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";
/// The first word of a command that is run by this binary itself.
const SELF: &str = "{self}";
/// This part of a program's memory is left to its interpreter, so that it can tell that the rest
/// is used up.
const MEMORY_FOR_LAST_WORDS: u64 = 8;

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
    /// Where programs find their files.
    view: View,
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
    /// Bounds of the language's own.
    pub limits: Limits,
    /// Turns what the language says of an error into the learner's words.
    pub errors: ErrorMap,
}

impl Workplace {
    /// Makes the folder, below `parent` where given, and sweeps what earlier servers left there.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be made.
    pub fn new(parent: Option<&Path>) -> Result<Self, LayoutError> {
        let parent = parent.map_or_else(std::env::temp_dir, Path::to_owned);
        sweep::sweep(&parent);
        let root = tempfile::Builder::new()
            .prefix(sweep::PREFIX)
            .tempdir_in(&parent);
        let root = root.map_err(unwritten(&parent))?;
        let lock = sweep::claim(root.path()).map_err(unwritten(root.path()))?;
        // Programs may run as users of their own: they pass through and see nothing.
        open_to(root.path(), 0o711)?;
        let workplace = Self {
            root,
            view: View::Host,
            _lock: lock,
        };
        let sandbox = workplace.sandbox_folder();
        fs::create_dir(&sandbox).map_err(unwritten(&sandbox))?;
        open_to(&sandbox, 0o711)?;
        Ok(workplace)
    }

    /// The folder that the sandbox may use as it likes.
    pub fn sandbox_folder(&self) -> PathBuf {
        self.root.path().join("sandbox")
    }

    /// Writes every engine into it; programs find them, and their files, as `view` says.
    ///
    /// # Errors
    ///
    /// Fails when an engine cannot be written.
    pub fn furnish(&mut self, registry: &Registry, view: View) -> Result<(), LayoutError> {
        self.view = view;
        for language in registry.iter() {
            let folder = self.engine_folder(language);
            let path = folder.join(&language.manifest.engine.file);
            write(&path, &language.engine)?;
            open_to(&path, 0o644)?;
            let above = folder.parent().unwrap_or(&folder);
            [above, &folder]
                .into_iter()
                .try_for_each(|it| open_to(it, 0o755))?;
        }
        Ok(())
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
        limits: &ProcessLimits,
        open_files: u64,
    ) -> Result<RunFolder, LayoutError> {
        let root = self.root.path();
        let folder = tempfile::Builder::new()
            .prefix(&format!("run-{run}-"))
            .tempdir_in(root);
        let folder = folder.map_err(unwritten(root))?;
        let main = source.files.first().map(|file| file.name.clone());
        let main = main.unwrap_or_else(|| language.manifest.main_file());
        let files = Files::of(language, folder.path(), main.clone());
        let seen = Files::of(language, &self.view.files(folder.path()), main);
        let errors = match language.manifest.engine.revision {
            1 => Self::write_joined(&files, &seen, language, source)?,
            _ => Self::write_apart(&files, &seen, language, source)?,
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
        let bindings = (!source.interpreter.is_empty()).then(|| text(&seen.bindings));
        let launch = self.launch(language, folder.path(), &seen, wiring, limits);
        let program = ProgramNamed {
            folder: text(&seen.folder),
            main: seen.main_name,
            bindings,
            seed: source.seed,
            mode: source.mode,
        };
        Ok(RunFolder {
            folder: Some(folder),
            launch: Launch {
                open_files: language.manifest.limits.open_files.unwrap_or(open_files),
                ..launch
            },
            program,
            limits: language.manifest.limits.clone(),
            errors,
        })
    }

    /// How the syntax of the program in `folder` is checked, where the language can.
    pub fn check(&self, language: &Language, folder: &RunFolder) -> Option<Launch> {
        let check = language.manifest.check.as_ref()?;
        let root = self.view.files(folder.path());
        let seen = Files::of(language, &root, folder.program.main.clone());
        let (interpreter, arguments) = self.fill(&check.command, language, &seen);
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
        seen: &Files,
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
        Ok(ErrorMap::apart(&seen.folder, &seen.bindings))
    }

    /// One file, as the original made it: engine, interpreter, program.
    fn write_joined(
        files: &Files,
        seen: &Files,
        language: &Language,
        source: &Source,
    ) -> Result<ErrorMap, LayoutError> {
        let before = format!("{}\n{}\n", language.engine, source.interpreter);
        for file in source.files.iter().skip(1) {
            write(&files.folder.join(&file.name), &file.text)?;
        }
        write(&files.main, &format!("{before}{}\n", source.main()))?;
        Ok(ErrorMap::joined(&seen.main, before.lines().count()))
    }

    fn launch(
        &self,
        language: &Language,
        folder: &Path,
        seen: &Files,
        wiring: Wiring,
        limits: &ProcessLimits,
    ) -> Launch {
        let (interpreter, arguments) = self.fill(&language.manifest.run.command, language, seen);
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
                engine: Some(self.engine_folder(language)),
                read: needs.read.iter().cloned().chain(outside).collect(),
                execute: needs.execute.clone(),
                needs_proc: needs.proc,
                limits,
            }),
        }
    }

    /// A command of the manifest with its places filled in.
    fn fill(
        &self,
        command: &[String],
        language: &Language,
        seen: &Files,
    ) -> (Interpreter, Vec<String>) {
        let interpreter = language.interpreter().map(text).unwrap_or_default();
        let engine = self.view.engine(&self.engine_folder(language));
        let places = [
            ("{interpreter}", interpreter),
            (
                "{engine}",
                text(engine.join(&language.manifest.engine.file)),
            ),
            ("{main}", text(&seen.main)),
            ("{bindings}", text(&seen.bindings)),
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

    fn engine_folder(&self, language: &Language) -> PathBuf {
        self.root.path().join("engines").join(&language.manifest.id)
    }
}

/// What an interpreter outside the system's folders needs to be seen: itself, and its libraries,
/// which stand beside its folder when that is called `bin`.
fn outside_the_system(interpreter: &Path) -> Vec<PathBuf> {
    let is_outside = |path: &&Path| {
        let system = ["/usr", "/bin", "/sbin", "/lib"];
        path.is_absolute() && !system.iter().any(|it| path.starts_with(it))
    };
    let real = interpreter.canonicalize().unwrap_or_default();
    let folder = real.parent().filter(|it| it.ends_with("bin"));
    let prefix = folder
        .and_then(Path::parent)
        .filter(|it| it.parent().is_some());
    let shown = [Some(interpreter), prefix, Some(&real)]
        .into_iter()
        .flatten();
    shown.filter(is_outside).map(Path::to_owned).collect()
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
    root: PathBuf,
    folder: PathBuf,
    main_name: String,
    main: PathBuf,
    bindings: PathBuf,
}

impl Files {
    fn of(language: &Language, root: &Path, main_name: String) -> Self {
        let folder = root.join("program");
        Self {
            root: root.to_owned(),
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

fn write(path: &Path, contents: &str) -> Result<(), LayoutError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritten(folder))?;
    }
    fs::write(path, contents).map_err(unwritten(path))
}

fn open_to(path: &Path, mode: u32) -> Result<(), LayoutError> {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(unwritten(path))
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
