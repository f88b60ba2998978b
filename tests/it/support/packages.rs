//! Language packages of the tests' own, in folders of their own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A package to be written.
pub struct Package<'a> {
    pub id: &'a str,
    pub extension: &'a str,
    /// `{main}` and `{engine}` are filled in.
    pub command: &'a [&'a str],
    pub revision: u32,
    pub channel: &'a str,
    pub engine: &'a str,
    /// Most processes that its program may make.
    pub processes: u32,
}

/// A package whose program is a shell script that speaks the protocol by itself.
pub const RAW: Package<'_> = Package {
    id: "raw",
    extension: "sh",
    command: &["/bin/bash", "{main}"],
    revision: 2,
    channel: "descriptors",
    engine: "",
    processes: 16,
};

/// The folder to be given to `--languages`, with these packages in it.
pub fn folder_of(packages: &[Package<'_>]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for package in packages {
        write(folder.path(), package);
    }
    folder
}

/// Puts built-in languages into `folder` whose programs may make processes, in the place of those
/// whose programs may not.
pub fn let_make_processes(folder: &Path, languages: &[&str]) {
    for language in languages {
        let copy = folder.join(language);
        copy_of(&format!("config/languages/{language}"), &copy);
        let manifest = fs::read_to_string(copy.join("language.toml")).unwrap();
        let manifest = in_section(&manifest, "[limits]", "processes = 16");
        let manifest = in_section(&manifest, "[sandbox]", "execute = [\"/usr/bin\"]");
        fs::write(copy.join("language.toml"), manifest).unwrap();
    }
}

/// The ids of the built-in languages, in order.
pub fn built_in_languages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/languages");
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|it| it.unwrap().file_name());
    let mut ids: Vec<_> = names.map(|it| it.to_string_lossy().into_owned()).collect();
    ids.sort();
    ids
}

/// The ending of a built-in language's files.
pub fn extension_of(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/languages");
    let manifest = fs::read_to_string(folder.join(language).join("language.toml")).unwrap();
    let mut lines = manifest.lines();
    let line = lines
        .find_map(|it| it.strip_prefix("extension = "))
        .unwrap();
    line.trim_matches('"').to_owned()
}

/// A copy of a folder of this repository, to be changed.
pub fn copy_of(path: &str, to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if entry.file_type().unwrap().is_dir() {
            let inner = format!("{path}/{}", name.display());
            copy_of(&inner, &to.join(name));
        } else {
            fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

fn in_section(manifest: &str, section: &str, line: &str) -> String {
    if manifest.contains(section) {
        manifest.replace(section, &format!("{section}\n{line}"))
    } else {
        format!("{manifest}\n{section}\n{line}\n")
    }
}

fn write(parent: &Path, package: &Package<'_>) {
    let folder = parent.join(package.id);
    fs::create_dir(&folder).unwrap();
    let Package {
        id,
        extension,
        command,
        revision,
        channel,
        engine,
        processes,
    } = package;
    let manifest = format!(
        "id = \"{id}\"\ntitle = \"{id}\"\nextension = \"{extension}\"\neditor_mode = \"text\"\n\
         [run]\ncommand = {command:?}\n\
         [limits]\nprocesses = {processes}\n[sandbox]\nexecute = [\"/bin\", \"/usr/bin\"]\n\
         [engine]\nfile = \"engine\"\nrevision = {revision}\nchannel = \"{channel}\"\n\
         [starter]\nfile = \"starter\"\n\
         [self_test]\nfile = \"starter\"\ncommands = []\n",
    );
    fs::write(folder.join("language.toml"), manifest).unwrap();
    fs::write(folder.join("engine"), engine).unwrap();
    fs::write(folder.join("starter"), "").unwrap();
}
