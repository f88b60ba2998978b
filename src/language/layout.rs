//! The files of a run: program, bindings and engine apart, so that no line is shifted.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use tracing::warn;

use super::build::{BuildPlan, Built};
use super::errors::ErrorMap;
use super::manifest::{ChannelKind, Limits};
use super::registry::{Language, Registry};
use super::sweep;
use crate::messages::{RunId, Source};
use crate::protocol::engine::ProgramNamed;
use crate::sandbox::{Launch, ProcessLimits, Stdin, View, Wiring};

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
    pub(super) view: View,
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
    /// What is built before it starts.
    pub build: Option<BuildPlan>,
    /// What was built, as long as it may run.
    pub built: Option<Arc<Built>>,
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
        for folder in [sandbox, workplace.built_folder()] {
            fs::create_dir(&folder).map_err(unwritten(&folder))?;
            open_to(&folder, 0o711)?;
        }
        Ok(workplace)
    }

    pub(super) fn root(&self) -> &Path {
        self.root.path()
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
        let build = self.plan_build(language, source, &files, &seen);
        let result = build.as_ref().map(|it| it.built.as_path());
        let launch = self.launch(language, folder.path(), &seen, wiring, limits, result);
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
            build,
            built: None,
            limits: language.manifest.limits.clone(),
            errors,
        })
    }

    /// How the syntax of the program in `folder` is checked, where the language can.
    pub fn check(&self, language: &Language, folder: &RunFolder) -> Option<Launch> {
        let check = language.manifest.check.as_ref()?;
        let root = self.view.files(folder.path());
        let seen = Files::of(language, &root, folder.program.main.clone());
        let (interpreter, arguments) = self.fill(&check.command, language, &seen, None);
        Some(Launch {
            interpreter,
            arguments,
            wiring: Wiring::Standard,
            stdin: Stdin::Empty,
            ..folder.launch.clone()
        })
    }

    /// Makes everything of an attempt ready but the learner's files, for a start in advance.
    ///
    /// # Errors
    ///
    /// Fails when a folder cannot be made.
    pub fn prepare_early(
        &self,
        run: RunId,
        language: &Language,
        limits: &ProcessLimits,
        open_files: u64,
    ) -> Result<RunFolder, LayoutError> {
        let mut folder = self.prepare(run, language, &Source::default(), limits, open_files)?;
        let program = folder.path().join("program");
        fs::create_dir_all(&program).map_err(unwritten(&program))?;
        if let Some(confinement) = &mut folder.launch.confinement {
            confinement.is_early = true;
        }
        Ok(folder)
    }

    /// Writes the learner's files of an attempt that was prepared early.
    ///
    /// # Errors
    ///
    /// Fails when a file cannot be written.
    pub fn add_files(
        &self,
        folder: &mut RunFolder,
        language: &Language,
        source: &Source,
    ) -> Result<(), LayoutError> {
        let main = folder.program.main.clone();
        let files = Files::of(language, folder.path(), main.clone());
        let seen = Files::of(language, &self.view.files(folder.path()), main);
        folder.errors = Self::write_apart(&files, &seen, language, source)?;
        let has_bindings = !source.interpreter.is_empty();
        folder.program.bindings = has_bindings.then(|| text(&seen.bindings));
        folder.program.seed = source.seed;
        folder.program.mode = source.mode;
        Ok(())
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

    pub(super) fn engine_folder(&self, language: &Language) -> PathBuf {
        self.root.path().join("engines").join(&language.manifest.id)
    }
}

impl RunFolder {
    /// Whether its program was started before it had its files.
    pub fn is_early(&self) -> bool {
        let confinement = self.launch.confinement.as_ref();
        confinement.is_some_and(|it| it.is_early)
    }

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
pub(super) struct Files {
    pub(super) root: PathBuf,
    pub(super) folder: PathBuf,
    pub(super) main_name: String,
    pub(super) main: PathBuf,
    pub(super) bindings: PathBuf,
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

pub(super) fn text(path: impl AsRef<Path>) -> String {
    path.as_ref().display().to_string()
}
