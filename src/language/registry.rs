//! The languages of this server: built-in packages, and those of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_embed::RustEmbed;

use super::detect::{Found, Missing};
use super::manifest::{Golden, Manifest};
use crate::bindings::Template;

const MANIFEST: &str = "language.toml";

/// The packages in the binary.
#[derive(RustEmbed)]
#[folder = "config/languages"]
struct BuiltIn;

/// Why a package was refused.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A file of it could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Its manifest is not what it must be.
    #[error("the language package `{name}` is not valid: {why}")]
    Invalid {
        /// The package's folder.
        name: String,
        /// What to mend.
        why: String,
    },
}

/// One language.
#[derive(Debug)]
pub struct Language {
    /// What its package says.
    pub manifest: Manifest,
    /// The engine's text.
    pub engine: String,
    /// The starter program's text.
    pub starter: String,
    /// The self-test's program and bindings.
    pub self_test: (String, Option<String>),
    /// Makes the functions of a game.
    pub template: Option<Template>,
    /// The texts of `golden`, by file.
    pub golden: BTreeMap<String, String>,
    /// Whether it works here.
    pub status: Status,
}

/// Whether a language works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its interpreter is part of this binary.
    Embedded,
    /// Its interpreter was found.
    Installed(Found),
    /// It was not, or was not looked for yet.
    Missing(Missing),
}

/// The languages of this server, by id.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    languages: BTreeMap<String, Arc<Language>>,
}

impl Registry {
    /// The files of a built-in package, by their paths in it.
    pub fn built_in(id: &str) -> BTreeMap<String, Vec<u8>> {
        let files = BuiltIn::iter().filter_map(|path| {
            let name = path.strip_prefix(&format!("{id}/"))?.to_owned();
            Some((name, BuiltIn::get(&path)?.data.into_owned()))
        });
        files.collect()
    }

    /// Reads the built-in packages and those in `folder`, which take the place of built-in ones
    /// with the same id.
    ///
    /// # Errors
    ///
    /// Fails on the first package that is not valid: a server starts with all or with none.
    pub fn load(folder: Option<&Path>) -> Result<Self, PackageError> {
        let mut languages = BTreeMap::new();
        let names = BuiltIn::iter();
        let names =
            names.filter_map(|it| it.strip_suffix(&format!("/{MANIFEST}")).map(str::to_owned));
        for name in names {
            let read = |file: &str| {
                let path = format!("{name}/{file}");
                let found = BuiltIn::get(&path).ok_or_else(|| PackageError::Read {
                    path: path.clone().into(),
                    source: io::ErrorKind::NotFound.into(),
                })?;
                text(&name, file, found.data.into_owned())
            };
            add(&mut languages, package(&name, read)?);
        }
        let mut registry = Self { languages };
        for path in folder.map(package_folders).transpose()?.unwrap_or_default() {
            registry.add_folder(&path)?;
        }
        Ok(registry)
    }

    /// Reads the package in `folder`, which takes the place of one with the same id; gives its id.
    ///
    /// # Errors
    ///
    /// Fails when the package is not valid.
    pub fn add_folder(&mut self, folder: &Path) -> Result<String, PackageError> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let language = package(&name, |file| {
            let path = folder.join(file);
            let bytes = fs::read(&path).map_err(unread(&path))?;
            text(&name, file, bytes)
        })?;
        let id = language.manifest.id.clone();
        add(&mut self.languages, language);
        Ok(id)
    }

    /// The language with exactly this id, if it works here.
    pub fn working(&self, id: &str) -> Option<&Arc<Language>> {
        let language = self.languages.get(id)?;
        language.works().then_some(language)
    }

    /// Every language, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Language>> {
        self.languages.values()
    }

    /// Records whether a language works here.
    pub fn set_status(&mut self, id: &str, status: Status) {
        if let Some(language) = self.languages.get_mut(id).and_then(Arc::get_mut) {
            language.status = status;
        }
    }
}

impl Language {
    /// Whether it works here.
    pub fn works(&self) -> bool {
        match self.status {
            Status::Embedded | Status::Installed(_) => true,
            Status::Missing(_) => false,
        }
    }

    /// The interpreter's path, where it has one of its own.
    pub fn interpreter(&self) -> Option<&Path> {
        match &self.status {
            Status::Installed(found) => Some(&found.interpreter),
            Status::Embedded | Status::Missing(_) => None,
        }
    }
}

fn add(languages: &mut BTreeMap<String, Arc<Language>>, language: Language) {
    languages.insert(language.manifest.id.clone(), Arc::new(language));
}

fn package(
    name: &str,
    read: impl Fn(&str) -> Result<String, PackageError>,
) -> Result<Language, PackageError> {
    let invalid = |why| PackageError::Invalid {
        name: name.to_owned(),
        why,
    };
    // What begins so is a file of a built-in package: languages that are near to each other share.
    let read = |file: &str| match file.strip_prefix("../") {
        Some(shared) => of_built_in(name, shared),
        None => read(file),
    };
    let manifest: Manifest =
        toml::from_str(&read(MANIFEST)?).map_err(|error| invalid(error.to_string()))?;
    if let Some(fault) = manifest.fault() {
        return Err(invalid(fault));
    }
    let status = match &manifest.find {
        None => Status::Embedded,
        Some(find) => Status::Missing(Missing::NotFound {
            candidates: find.candidates.clone(),
            install_hint: find.install_hint.clone(),
        }),
    };
    let bindings = manifest
        .self_test
        .bindings
        .as_deref()
        .map(&read)
        .transpose()?;
    let template = match &manifest.bindings {
        None => None,
        Some(rules) => {
            let words = |file: &Option<String>| file.as_deref().map(&read).transpose();
            let reserved = words(&rules.reserved)?.unwrap_or_default();
            let parameters = words(&rules.reserved_parameters)?;
            let parameters = parameters.unwrap_or_else(|| reserved.clone());
            let text = read(&rules.template)?;
            let template = Template::new(rules.clone(), text, &reserved, &parameters);
            let file = &rules.template;
            Some(template.map_err(|error| invalid(format!("`{file}`: {error}")))?)
        }
    };
    let mut golden = BTreeMap::new();
    for file in manifest.golden.iter().flat_map(Golden::files) {
        golden.insert(file.to_owned(), read(file)?);
    }
    let mut engine = read(&manifest.engine.file)?;
    for file in &manifest.engine.also {
        engine.push_str(&read(file)?);
    }
    Ok(Language {
        template,
        golden,
        engine,
        starter: read(&manifest.starter.file)?,
        self_test: (read(&manifest.self_test.file)?, bindings),
        manifest,
        status,
    })
}

/// A file of another package, which is built in.
fn of_built_in(name: &str, file: &str) -> Result<String, PackageError> {
    let found = BuiltIn::get(file).ok_or_else(|| PackageError::Invalid {
        name: name.to_owned(),
        why: format!("there is no `../{file}`: it would be a file of a built-in package"),
    })?;
    text(name, file, found.data.into_owned())
}

fn package_folders(folder: &Path) -> Result<Vec<PathBuf>, PackageError> {
    let entries = fs::read_dir(folder).map_err(unread(folder))?;
    let mut folders = Vec::new();
    for entry in entries {
        let path = entry.map_err(unread(folder))?.path();
        if path.join(MANIFEST).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn text(name: &str, file: &str, bytes: Vec<u8>) -> Result<String, PackageError> {
    String::from_utf8(bytes).map_err(|_| PackageError::Invalid {
        name: name.to_owned(),
        why: format!("`{file}` is no UTF-8"),
    })
}

fn unread(path: &Path) -> impl Fn(io::Error) -> PackageError {
    let path = path.to_owned();
    move |source| PackageError::Read {
        path: path.clone(),
        source,
    }
}
