//! A command that is added to a declaration is there, everywhere, without another change.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::passes;
use crate::support::{Native, Server, built_in_languages, copy_of};

/// A folder with a maze that has one more command.
fn extended() -> tempfile::TempDir {
    let games = tempfile::tempdir().unwrap();
    copy_of("games/maze", &games.path().join("maze"));
    let path = games.path().join("maze/manifest.json");
    let mut manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let command = json!({
        "name": "wave_at", "summary": {"en": "Waves at somebody.", "de": "Winkt jemandem."},
        "parameters": [{"name": "who", "type": "string"}, {"name": "times", "type": "integer", "default": 2}],
        "result": {"type": "integer"},
        "examples": [{"arguments": ["Ada"], "result": 2}, {"arguments": ["Zoë", 3], "result": 3}]
    });
    manifest["commands"].as_array_mut().unwrap().push(command);
    std::fs::write(&path, manifest.to_string()).unwrap();
    games
}

/// Whether a name is written as some language writes it.
fn is_wave_at(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    plain.to_ascii_lowercase().ends_with("waveat")
}

#[test]
fn an_added_command_works_in_every_language() {
    let games = extended();
    let path = games.path().join("maze").display().to_string();
    let told = passes(&[&path]);
    let worked = told
        .lines()
        .filter_map(|it| it.strip_prefix("ok      maze in "));
    let worked: BTreeSet<_> = worked
        .filter_map(|it| it.strip_suffix(": 13 examples"))
        .collect();
    assert_eq!(
        worked,
        built_in_languages().iter().map(String::as_str).collect()
    );
}

#[tokio::test]
async fn an_added_command_is_completed_and_can_be_looked_up() {
    let games = extended();
    let folder = games.path().display().to_string();
    let server = Server::with_arguments(&["--games", &folder], &[]);
    let mut client = Native::begin(&server).await;
    let told = &client.welcome["games"];
    let maze = told
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["id"] == "maze")
        .unwrap();
    assert_eq!(
        maze["languages"].as_array().unwrap().len(),
        built_in_languages().len()
    );
    for language in built_in_languages() {
        let asked = json!({"game": "maze", "language": language, "lang": "de"});
        let done = client.ask("game.api", asked).await.unwrap();
        let api = &done["api"];
        assert_eq!(api["title"], "Labyrinth");
        let functions = api["functions"].as_array().unwrap();
        let function = functions
            .iter()
            .find(|it| is_wave_at(it["name"].as_str().unwrap()));
        let function = function.unwrap_or_else(|| panic!("{language}: {api}"));
        assert_eq!(function["summary"], "Winkt jemandem.", "{language}");
        assert!(
            function["snippet"].as_str().unwrap().contains("${1:who}"),
            "{function}"
        );
        assert_eq!(function["parameters"][1]["is_optional"], true, "{language}");
        let examples = function["examples"].as_array().unwrap();
        assert!(examples[1].as_str().unwrap().contains("Zoë"), "{function}");
        let page = server
            .get(&format!(
                "/games/maze/reference?language={language}&lang=de"
            ))
            .await;
        assert!(page.contains("Winkt jemandem."), "{language}: {page}");
        let name = function["name"].as_str().unwrap();
        assert!(page.contains(&format!("id=\"{name}\"")), "{name}: {page}");
    }
}

#[tokio::test]
async fn an_editor_is_told_the_functions_of_a_game_that_is_elsewhere() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let manifest = json!({"name": {"en": "Elsewhere", "de": "Anderswo"},
        "commands": [{"name": "look_up", "summary": {"en": "Looks up.", "de": "Schaut hinauf."}}]});
    let asked = json!({"manifest": manifest, "language": "ruby", "lang": "de"});
    let done = client.ask("game.api", asked).await.unwrap();
    let api = &done["api"];
    assert_eq!(api["title"], "Anderswo", "{api}");
    assert_eq!(api["functions"][0]["name"], "look_up");
    assert_eq!(api["functions"][0]["summary"], "Schaut hinauf.");
    assert!(api["reference"].is_null(), "it has no page here: {api}");
    for (asked, code) in [
        (
            json!({"manifest": {"name": ""}, "language": "ruby"}),
            "bad_manifest",
        ),
        (json!({"language": "ruby"}), "bad_request"),
        (
            json!({"manifest": {"name": "x".repeat(300_000)}, "language": "ruby"}),
            "too_big",
        ),
        (
            json!({"game": "maze", "manifest": manifest, "language": "ruby"}),
            "bad_request",
        ),
    ] {
        let refused = client.ask("game.api", asked).await.unwrap_err();
        assert_eq!(refused["code"], code, "{refused}");
    }
}

#[tokio::test]
async fn clients_are_told_what_a_language_does_before_and_while_it_runs() {
    let server = Server::start();
    let client = Native::begin(&server).await;
    let languages = client.welcome["languages"].as_array().unwrap();
    let with = |key: &str, is: bool| {
        let with = languages.iter().filter(|it| it[key] == is);
        with.map(|it| it["id"].as_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(with("instructions", false), ["c", "cpp", "go", "java"]);
    assert_eq!(
        with("is_built", true),
        ["c", "cpp", "go", "java", "typescript"]
    );
}

#[tokio::test]
async fn what_is_not_here_is_refused_in_words() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let asked = json!({"game": "none", "language": "lua"});
    let refused = client.ask("game.api", asked).await.unwrap_err();
    assert_eq!(refused["code"], "unknown_game", "{refused}");
    let asked = json!({"game": "maze", "language": "klingon"});
    let refused = client.ask("game.api", asked).await.unwrap_err();
    assert!(
        refused["text"]
            .as_str()
            .unwrap()
            .contains("no language `klingon`"),
        "{refused}"
    );
    let files = json!([{"name": "main.lua", "text": "x()"}]);
    let start = json!({"game": {"id": "none"}, "language": "lua", "files": files});
    let refused = client.ask("run.start", start).await.unwrap_err();
    assert_eq!(refused["code"], "unknown_game", "{refused}");
    let manifest = json!({"name": "x", "commands": [{"name": "X", "summary": "x"}]});
    let start = json!({"game": {"manifest": manifest}, "language": "lua", "files": files});
    let refused = client.ask("run.start", start).await.unwrap_err();
    assert_eq!(refused["code"], "bad_manifest", "{refused}");
    let text = refused["text"].as_str().unwrap();
    assert!(
        text.contains("manifest: commands[0].name: `X` is no name"),
        "{text}"
    );
    let page = server.get("/games/none/reference").await;
    assert_eq!(page, "There is no such game here.\n");
}

#[tokio::test]
async fn a_program_calls_the_functions_of_a_game_of_the_server() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let text = "puts move(3) + 1\nturn(\"left\")\nmove(1000)";
    let start = json!({
        "game": {"id": "maze"}, "language": "ruby", "files": [{"name": "main.rb", "text": text}]
    });
    client.ask("run.start", start).await.unwrap();
    let command = client.until("command").await;
    assert_eq!(command["action"], "move");
    assert_eq!(command["params"], json!([3]));
    assert_eq!(command["src"]["line"], 1);
    client.answer(&command, 2).await;
    assert_eq!(client.until("console").await["text"], "3\n");
    let command = client.until("command").await;
    assert_eq!(command["params"], json!(["left"]));
    client.answer(&command, Value::Null).await;
    let error = client.until("program.error").await;
    assert_eq!(
        (&error["name"], &error["line"]),
        (&json!("RangeError"), &json!(3))
    );
    assert_eq!(client.until("run.ended").await["reason"], "error");
}

#[tokio::test]
async fn a_program_calls_the_functions_of_a_game_that_its_page_brought() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    let manifest = json!({"name": "Own", "commands": [
        {"name": "hop", "summary": "Hops.", "parameters": [{"name": "high", "type": "number"}], "result": {"type": "boolean"}}
    ]});
    let start = json!({
        "game": {"manifest": manifest}, "language": "ruby",
        "files": [{"name": "main.rb", "text": "hop(0.5) && hop(2)"}]
    });
    client.ask("run.start", start).await.unwrap();
    let command = client.until("command").await;
    assert_eq!(
        (&command["action"], &command["params"]),
        (&json!("hop"), &json!([0.5]))
    );
    client.answer(&command, true).await;
    let command = client.until("command").await;
    assert_eq!(command["params"], json!([2]));
    client.answer(&command, false).await;
    assert_eq!(client.until("run.ended").await["reason"], "finished");
}

#[tokio::test]
async fn a_declared_wait_for_the_player_may_last() {
    let server = Server::with(&[("LIVECODING_NATIVE_ANSWER_TIMEOUT_SECONDS", "1")]);
    let mut client = Native::begin(&server).await;
    let text = "wait_for_key()\nlook()";
    let start = json!({
        "game": {"id": "maze"}, "language": "lua", "files": [{"name": "main.lua", "text": text}]
    });
    client.ask("run.start", start).await.unwrap();
    let command = client.until("command").await;
    assert_eq!(client.until("run.state").await["state"], "waiting_user");
    // Another client's command is sent later, and is too late before this one is answered.
    let mut other = Native::begin(&server).await;
    let late = json!({
        "game": {"id": "maze"}, "language": "lua", "files": [{"name": "main.lua", "text": "look()"}]
    });
    other.ask("run.start", late).await.unwrap();
    assert_eq!(other.until("run.ended").await["reason"], "no_player");
    client.answer(&command, "up").await;
    assert_eq!(client.until("command").await["action"], "look");
    assert_eq!(client.until("run.ended").await["reason"], "no_player");
}
