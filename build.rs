//! Puts the page into the binary, and builds again when a built-in package changes.
//!
//! The page comes from the folder that `LIVECODING_PAGE` names, else from `web/dist`, else it is
//! built with npm; where there is no Node.js, a plain one takes its place. Nothing is written but
//! into `OUT_DIR`.

#![expect(
    clippy::disallowed_methods,
    reason = "npm builds the page; the rule is for the server's own processes"
)]

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What a page is built from, below `web/`.
const SOURCES: [&str; 9] = [
    "index.html",
    "frame.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "tsconfig.json",
    "src",
    "client/src",
];
/// More of it, which may be missing.
const MORE_SOURCES: [&str; 3] = ["public", "sdk", ".npmrc"];
const OLDEST_NODE: (u32, u32) = (20, 19);

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=config/languages");
    println!("cargo::rerun-if-changed=config/new");
    println!("cargo::rerun-if-changed=games");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=LIVECODING_PAGE");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo gives no OUT_DIR")?);
    let page = out.join("page");
    if page.exists() {
        fs::remove_dir_all(&page)?;
    }
    fs::create_dir_all(&page)?;
    let mut files = Vec::new();
    if let Some(built) = built(&out)? {
        pack(&built, &page, "", &mut files)?;
    }
    files.sort();
    // What the server has of the page: names, and the files themselves.
    let listed = files
        .iter()
        .map(|(name, file)| format!("    ({name:?}, include_bytes!({file:?})),\n"));
    fs::write(
        out.join("page.rs"),
        format!("&[\n{}]\n", listed.collect::<String>()),
    )?;
    Ok(())
}

/// The folder with the built page; none when it cannot be built here.
fn built(out: &Path) -> Result<Option<PathBuf>, Box<dyn Error>> {
    let web = Path::new("web");
    if let Some(named) = std::env::var_os("LIVECODING_PAGE").filter(|it| !it.is_empty()) {
        let named = PathBuf::from(named);
        println!("cargo::rerun-if-changed={}", named.display());
        if named.join("index.html").is_file() {
            return Ok(Some(named));
        }
        let text = "LIVECODING_PAGE names a folder without a built page";
        return Err(format!("{text}: `{}`", named.display()).into());
    }
    let dist = web.join("dist");
    if dist.join("index.html").is_file() {
        println!("cargo::rerun-if-changed={}", dist.display());
        let sources = SOURCES.iter().chain(&MORE_SOURCES);
        let sources: Vec<PathBuf> = sources.map(|it| web.join(it)).collect();
        for source in sources.iter().filter(|it| it.exists()) {
            println!("cargo::rerun-if-changed={}", source.display());
        }
        let changed = sources.iter().filter_map(|it| newest(it)).max();
        if changed > newest(&dist.join("index.html")) {
            println!(
                "cargo::warning=web/dist is older than what it is built from: the server has an old \
                 page; say `make page`, or remove web/dist"
            );
        }
        return Ok(Some(dist));
    }
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", web.join(source).display());
    }
    match build(web, &out.join("web")) {
        Ok(dist) => Ok(Some(dist)),
        Err(why) => {
            // What is not there makes cargo look again each time: Node.js may have come.
            println!("cargo::rerun-if-changed={}", dist.display());
            println!("cargo::warning=the server will have a plain page only: {why}");
            Ok(None)
        }
    }
}

/// When a file, or anything in a folder, was changed last.
fn newest(path: &Path) -> Option<SystemTime> {
    if !path.is_dir() {
        return fs::metadata(path).ok()?.modified().ok();
    }
    let entries = fs::read_dir(path).ok()?.flatten();
    entries.filter_map(|it| newest(&it.path())).max()
}

/// Builds the page with npm, in a copy.
fn build(web: &Path, copy: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let version = Command::new("node").arg("--version").output();
    let version = version
        .ok()
        .and_then(|it| String::from_utf8(it.stdout).ok());
    let parts = version.and_then(|it| {
        let mut parts = it
            .trim()
            .strip_prefix('v')?
            .split('.')
            .map_while(|it| it.parse().ok());
        Some((parts.next()?, parts.next()?))
    });
    if parts.is_none_or(|it| it < OLDEST_NODE) {
        let (major, minor) = OLDEST_NODE;
        let text = "the page is built with Node.js";
        return Err(format!("{text} {major}.{minor} or newer and npm; install them").into());
    }
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    for source in SOURCES {
        copy_all(&web.join(source), &copy.join(source))?;
    }
    for source in MORE_SOURCES.iter().filter(|it| web.join(it).exists()) {
        copy_all(&web.join(source), &copy.join(source))?;
    }
    for arguments in [["ci", "--include=dev"], ["run", "build"]] {
        let npm = Command::new("npm")
            .args(arguments)
            .current_dir(copy)
            .output();
        let done = npm.map_err(|error| format!("npm cannot be started ({error}); install it"))?;
        if !done.status.success() {
            let told = String::from_utf8_lossy(&done.stderr);
            let told = told.lines().take(5).collect::<Vec<_>>().join(" ");
            return Err(format!("`npm {}` failed: {told}", arguments.join(" ")).into());
        }
    }
    Ok(copy.join("dist"))
}

fn copy_all(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    if !from.is_dir() {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from, to).map_err(|error| format!("cannot copy `{}`: {error}", from.display()))?;
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy_all(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Puts every file of the page compressed into `to`, and its name and the file into `files`.
fn pack(
    from: &Path,
    to: &Path,
    above: &str,
    files: &mut Vec<(String, String)>,
) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or(OsStr::new("")).to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            pack(&path, &to.join(&*name), &format!("{above}{name}/"), files)?;
            continue;
        }
        let packed = to.join(format!("{name}.gz"));
        let mut encoder = GzEncoder::new(fs::File::create(&packed)?, Compression::best());
        encoder.write_all(&fs::read(&path)?)?;
        encoder.finish()?;
        let packed = packed
            .to_str()
            .ok_or("cargo's folder has a name that is no UTF-8")?;
        files.push((format!("{above}{name}"), packed.to_owned()));
    }
    Ok(())
}
