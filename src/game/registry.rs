//! The games of this server: built-in packages, and those of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_embed::RustEmbed;

use super::declaration::Declaration;
use super::levels::DeclaredLevel;
use super::manifest::Manifest;
use super::problems::Problems;

const MANIFEST: &str = "manifest.json";
/// Longest file of a package, in bytes.
const FILE_BYTES: u64 = 1024 * 1024;
/// Longest id, in characters.
const ID_CHARS: usize = 40;
/// The folder of what games may share: no game.
pub const KIT: &str = "kit";

/// The packages in the binary.
#[derive(RustEmbed)]
#[folder = "games"]
#[exclude = "*/solutions/*"]
struct BuiltIn;

/// Why a package was refused.
#[derive(Debug, thiserror::Error)]
pub enum GameError {
    /// A file of it could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is given where a folder of packages belongs.
    #[error("`{}` is a game; give the folder that it stands in", .0.display())]
    NoFolderOfGames(PathBuf),
    /// Its folder's name is none.
    #[error(
        "a game cannot be called `{0}`; use small letters, digits and `-` for its folder, at most {ID_CHARS}, and not `{KIT}`"
    )]
    Name(String),
    /// Its manifest is not what it must be.
    #[error(transparent)]
    Invalid(#[from] Problems),
}

/// One game.
#[derive(Clone, Debug)]
pub struct Game {
    /// The name of its folder.
    pub id: String,
    /// What its package says.
    pub manifest: Manifest,
    /// Its commands.
    pub declaration: Declaration,
    /// Functions that were written by hand, by language.
    pub interpreters: BTreeMap<String, String>,
    /// Programs to begin with, by language.
    pub starters: BTreeMap<String, String>,
    /// Where its files are; in the binary where there is no folder.
    pub folder: Option<PathBuf>,
}

/// A file of a package.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is in the binary.
    BuiltIn {
        /// What is in it.
        bytes: Vec<u8>,
        /// The hash of that.
        sha256: [u8; 32],
    },
    /// It is in the package's folder, at this path.
    InFolder(PathBuf),
}

/// The games of this server, by id.
#[derive(Clone, Debug, Default)]
pub struct Games {
    games: BTreeMap<String, Arc<Game>>,
}

impl Games {
    /// Reads the built-in packages and those in `folder`, which take the place of built-in ones
    /// with the same id.
    ///
    /// # Errors
    ///
    /// Fails on the first package that is not valid, with everything that is wrong with it.
    pub fn load(folder: Option<&Path>) -> Result<Self, GameError> {
        let mut games = BTreeMap::new();
        let files: Vec<_> = BuiltIn::iter().collect();
        let names = files
            .iter()
            .filter_map(|it| it.strip_suffix("/manifest.json"));
        for id in names.filter(|it| !it.contains('/')) {
            let read = |file: &str| {
                let path = format!("{id}/{file}");
                BuiltIn::get(&path).map(|it| it.data.into_owned())
            };
            let files = files
                .iter()
                .filter_map(|it| it.strip_prefix(&format!("{id}/")));
            let game = package(
                id,
                &format!("games/{id}"),
                None,
                files.map(str::to_owned),
                read,
            )?;
            games.insert(game.id.clone(), Arc::new(game));
        }
        for path in folder.map(package_folders).transpose()?.unwrap_or_default() {
            let game = Game::in_folder(&path)?;
            games.insert(game.id.clone(), Arc::new(game));
        }
        Ok(Self { games })
    }

    /// The game with exactly this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Game>> {
        self.games.get(id)
    }

    /// The game with this id; else the one in the folder of this name, which is added.
    ///
    /// # Errors
    ///
    /// Fails when there is neither, and when the package is not valid.
    pub fn find_or_add(&mut self, id_or_folder: &str) -> Result<Arc<Game>, GameError> {
        if let Some(game) = self.get(id_or_folder) {
            return Ok(Arc::clone(game));
        }
        let game = Arc::new(Game::in_folder(Path::new(id_or_folder))?);
        self.games.insert(game.id.clone(), Arc::clone(&game));
        Ok(game)
    }

    /// The same games, with this one in the place of the one with its id.
    #[must_use]
    pub fn with(&self, game: Arc<Game>) -> Self {
        let mut games = self.games.clone();
        games.insert(game.id.clone(), game);
        Self { games }
    }

    /// Every game, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Game>> {
        self.games.values()
    }
}

impl Game {
    /// Reads the package in `folder`.
    ///
    /// # Errors
    ///
    /// Fails when a file of it cannot be read, and with everything that is wrong with it.
    pub fn in_folder(folder: &Path) -> Result<Self, GameError> {
        let name = folder.canonicalize().map_err(unread(folder))?;
        let id = name
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let shown = folder.display().to_string();
        let starters = folder.join("starters");
        let files = fs::read_dir(&starters).into_iter().flatten().flatten();
        // What begins with a dot belongs to an editor or to the system.
        let files = files.filter(|it| !it.file_name().as_encoded_bytes().starts_with(b"."));
        let files = files.filter(|it| !it.path().is_dir());
        let files = files.map(|it| format!("starters/{}", it.file_name().to_string_lossy()));
        let read = |file: &str| inside(&name, file);
        package(&id, &shown, Some(folder.to_owned()), files, read)
    }

    /// A game without a package: `manifest` is all that there is of it.
    ///
    /// # Errors
    ///
    /// Fails with everything that is wrong with it.
    pub fn of_manifest(id: &str, manifest: &str) -> Result<Self, Problems> {
        let (manifest, declaration) = Manifest::read("manifest", manifest)?;
        Ok(Self {
            id: id.to_owned(),
            manifest,
            declaration,
            interpreters: BTreeMap::new(),
            starters: BTreeMap::new(),
            folder: None,
        })
    }

    /// The module with its rules, where it has some: a path in its package.
    pub fn rules(&self) -> Option<&str> {
        self.manifest.data.as_ref()?.rules.as_deref()
    }

    /// The program that a level begins with in a language.
    pub fn starter(&self, level: &DeclaredLevel, language: &str) -> Option<String> {
        let starter = level.starters.get(language)?;
        if !is_path(starter) {
            return Some(starter.clone());
        }
        let file = self.file(starter.trim_start_matches("./"))?;
        String::from_utf8(file).ok()
    }

    /// Files that its manifest names and that are not there.
    pub fn missing(&self) -> Vec<String> {
        let page = self.manifest.data.iter();
        let modules = page.clone().filter_map(|it| it.game.as_deref());
        let rules = self.rules().into_iter();
        let libraries = page.flat_map(|it| &it.libraries);
        let libraries = libraries.filter(|it| !it.cdn).map(|it| it.url.as_str());
        let pages = self.manifest.instructions.iter();
        let pages = pages.flat_map(|it| it.path.all()).map(|it| it.1);
        let levels = self.manifest.levels.iter();
        let starters = levels
            .flat_map(|it| it.starters.values())
            .map(String::as_str);
        let starters = starters.filter(|it| is_path(it));
        let named = modules
            .chain(rules)
            .chain(libraries)
            .chain(pages)
            .chain(starters);
        let missing = named.filter(|it| self.find(it.trim_start_matches("./")).is_none());
        missing.map(str::to_owned).collect()
    }

    /// Where a file of its package is, however long; none when there is none of that name in it.
    pub fn find(&self, path: &str) -> Option<Found> {
        let Some(folder) = &self.folder else {
            return built_in(&self.id, path);
        };
        let folder = folder.canonicalize().ok()?;
        let path = folder.join(path).canonicalize().ok()?;
        let is_inside = path.starts_with(&folder) && path.is_file();
        is_inside.then_some(Found::InFolder(path))
    }

    /// A file of its package; none when there is none of that name in it, or it is too long.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        match &self.folder {
            None => BuiltIn::get(&format!("{}/{path}", self.id)).map(|it| it.data.into_owned()),
            Some(folder) => inside(&folder.canonicalize().ok()?, path),
        }
    }
}

/// A file of the kit: modules that every game may load, as `../kit/<file>`.
pub fn of_kit(path: &str) -> Option<Found> {
    built_in(KIT, path)
}

fn built_in(folder: &str, path: &str) -> Option<Found> {
    let file = BuiltIn::get(&format!("{folder}/{path}"))?;
    Some(Found::BuiltIn {
        sha256: file.metadata.sha256_hash(),
        bytes: file.data.into_owned(),
    })
}

/// Whether a level's program to begin with is the path of a file instead.
fn is_path(starter: &str) -> bool {
    let file = starter.rsplit_once('/').map(|it| it.1);
    let has_ending = file.is_some_and(|it| it.contains('.'));
    has_ending && !starter.contains(char::is_whitespace)
}

/// A file in a folder; none when it is not there, too long, or a way out of the folder.
fn inside(folder: &Path, file: &str) -> Option<Vec<u8>> {
    let path = folder.join(file).canonicalize().ok()?;
    // A path, or a link, may lead out of it.
    let is_inside = path.starts_with(folder) && path.is_file();
    let bytes = path.metadata().ok()?.len();
    (is_inside && bytes <= FILE_BYTES).then(|| fs::read(path).ok())?
}

fn package(
    id: &str,
    shown: &str,
    folder: Option<PathBuf>,
    files: impl Iterator<Item = String>,
    read: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Game, GameError> {
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > ID_CHARS || !id.chars().all(is_word) || id == KIT {
        return Err(GameError::Name(id.to_owned()));
    }
    let text = |file: &str| {
        let path = Path::new(shown).join(file);
        let bytes = read(file).ok_or_else(|| {
            let why = format!("it is no file of at most {FILE_BYTES} bytes inside the package");
            unread(&path)(io::Error::new(io::ErrorKind::NotFound, why))
        })?;
        let invalid = |error| unread(&path)(io::Error::new(io::ErrorKind::InvalidData, error));
        String::from_utf8(bytes).map_err(invalid)
    };
    let (manifest, declaration) = Manifest::read(&format!("{shown}/{MANIFEST}"), &text(MANIFEST)?)?;
    let mut interpreters = BTreeMap::new();
    for (language, path) in &manifest.interpreters {
        interpreters.insert(language.clone(), text(path)?);
    }
    let mut starters = BTreeMap::new();
    for file in files {
        let name = file
            .strip_prefix("starters/")
            .and_then(|it| it.split_once('.'));
        if let Some((language, _)) = name {
            starters.insert(language.to_owned(), text(&file)?);
        }
    }
    Ok(Game {
        id: id.to_owned(),
        manifest,
        declaration,
        interpreters,
        starters,
        folder,
    })
}

fn package_folders(folder: &Path) -> Result<Vec<PathBuf>, GameError> {
    if folder.join(MANIFEST).is_file() {
        return Err(GameError::NoFolderOfGames(folder.to_owned()));
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread(folder))? {
        let path = entry.map_err(unread(folder))?.path();
        if path.join(MANIFEST).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn unread(path: &Path) -> impl Fn(io::Error) -> GameError {
    let path = path.to_owned();
    move |source| GameError::Read {
        path: path.clone(),
        source,
    }
}
