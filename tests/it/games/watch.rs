//! A game that changes while the server runs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Native, Server};

fn manifest(command: &str) -> String {
    json!({
        "name": {"en": "Walk", "de": "Gang"}, "description": "Walks.",
        "commands": [{"name": command, "summary": "Goes.", "waits_for": "user"}],
    })
    .to_string()
}

/// A folder with the game `walk`, and its manifest's path.
fn game() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("walk")).unwrap();
    let path = folder.path().join("walk/manifest.json");
    fs::write(&path, manifest("go")).unwrap();
    (folder, path)
}

fn watching(folder: &Path) -> Server {
    let folder = folder.display().to_string();
    Server::with_arguments(&["--games", &folder, "--watch"], &[])
}

async fn news(client: &mut Native) -> (String, Value) {
    let notice = client.until("notice").await;
    let code = notice["code"].as_str().unwrap().to_owned();
    (code, notice["params"].clone())
}

/// Starts a run of the game whose one command is this.
async fn plays(client: &mut Native, program: &str, action: &str) {
    let game = json!({"game": {"id": "walk"}, "restart": "never"});
    client.run_with("lua", program, game).await;
    let command = client.command(action).await;
    client.answer(&command, Value::Null).await;
    let ended = client.until("run.ended").await;
    assert_eq!(ended["reason"], "finished", "{ended}");
}

#[tokio::test]
async fn a_changed_game_is_told_and_has_its_new_functions_in_the_next_run() {
    let (folder, path) = game();
    let server = watching(folder.path());
    let mut client = Native::begin(&server).await;
    let mut other = Native::begin(&server).await;
    plays(&mut client, "go()", "go").await;

    fs::write(&path, manifest("fly")).unwrap();
    let changed = ("game_changed".to_owned(), json!({"game": "walk"}));
    assert_eq!(news(&mut client).await, changed);
    assert_eq!(news(&mut other).await, changed);
    plays(&mut client, "fly()", "fly").await;

    fs::write(&path, "{\"name\": ").unwrap();
    let (code, params) = news(&mut client).await;
    assert_eq!(
        (code.as_str(), &params["game"]),
        ("game_broken", &json!("walk"))
    );
    let problem = params["problem"].as_str().unwrap();
    assert!(problem.contains("walk/manifest.json: "), "{problem}");
    // It stays as it was.
    plays(&mut client, "fly()", "fly").await;

    fs::write(&path, manifest("swim")).unwrap();
    assert_eq!(news(&mut client).await, changed);
    plays(&mut client, "swim()", "swim").await;
    let api = json!({"game": "walk", "language": "lua"});
    let told = client.ask("game.api", api).await.unwrap();
    assert_eq!(told["api"]["functions"][0]["name"], "swim", "{told}");
}

#[tokio::test]
async fn a_game_that_comes_is_there_for_who_comes_after_it_in_all_its_languages() {
    let (folder, _) = game();
    let server = watching(folder.path());
    let mut client = Native::begin(&server).await;
    fs::create_dir(folder.path().join("notes")).unwrap();
    fs::write(folder.path().join("notes/todo.txt"), "no game").unwrap();
    fs::create_dir(folder.path().join("swim")).unwrap();
    fs::write(folder.path().join("swim/manifest.json"), manifest("dive")).unwrap();
    assert_eq!(news(&mut client).await.1, json!({"game": "swim"}));
    let late = Native::begin(&server).await;
    let games = late.welcome["games"].as_array().unwrap();
    let swim = games.iter().find(|it| it["id"] == "swim").unwrap();
    assert_eq!(swim["titles"], json!({"en": "Walk", "de": "Gang"}));
    assert_eq!(
        (&swim["title"], &swim["descriptions"]),
        (&json!("Walk"), &Value::Null)
    );
}

#[tokio::test]
async fn text_files_of_games_are_compressed_for_who_reads_that() {
    let (folder, path) = game();
    let server = watching(folder.path());
    fs::write(path.with_file_name("game.js"), "// long\n".repeat(1_000)).unwrap();
    for file in ["walk/game.js", "maze/game.js", "kit/svg.js"] {
        let path = format!("/games/{file}");
        let plain = server.ask(&path, &[]).await;
        let packed = server.ask(&path, &[("Accept-Encoding", "gzip")]).await;
        assert_eq!((plain.status, packed.status), (200, 200), "{file}");
        assert_eq!(plain.header("Content-Encoding"), "");
        assert_eq!(packed.header("Content-Encoding"), "gzip");
        assert_eq!(packed.header("Vary"), "Accept-Encoding");
        assert_eq!(packed.header("Content-Type"), plain.header("Content-Type"));
        assert_eq!(packed.header("Access-Control-Allow-Origin"), "*");
        assert!(packed.body.len() < plain.body.len(), "{file}");
        let mut text = Vec::new();
        let mut reader = flate2::read::GzDecoder::new(packed.body.as_slice());
        std::io::Read::read_to_end(&mut reader, &mut text).unwrap();
        assert_eq!(text, plain.body, "{file}");
        let tag = packed.header("ETag").to_owned();
        let known = [("Accept-Encoding", "gzip"), ("If-None-Match", tag.as_str())];
        assert_eq!(server.ask(&path, &known).await.status, 304, "{file}");
    }
    let part = [("Accept-Encoding", "gzip"), ("Range", "bytes=0-3")];
    let part = server.ask("/games/walk/game.js", &part).await;
    assert_eq!((part.status, part.text().as_str()), (206, "// l"));
}

#[test]
fn a_fresh_game_passes_its_check_with_its_solutions() {
    let folder = tempfile::tempdir().unwrap();
    let parent = folder.path().display().to_string();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["new", "game", "my-game", "--folder", &parent])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let path = folder.path().join("my-game").display().to_string();
    let told = super::passes(&[&path, "--language", "lua", "--language", "javascript"]);
    for language in ["lua", "javascript"] {
        let line = format!("ok      my-game in {language}: 3 levels solved\n");
        assert!(told.contains(&line), "{told}");
    }
    let readme = fs::read_to_string(folder.path().join("my-game/README.md")).unwrap();
    assert!(
        readme.contains(&format!("livecoding check {path}")),
        "{readme}"
    );
}
