//! What is wrong with manifests, and what a stage without a page answers.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Game, Manifest, ScriptedStage};

/// Everything that is wrong with a game of these commands.
fn problems(commands: &Value) -> String {
    let manifest = json!({"name": "Test", "commands": commands}).to_string();
    let read = Manifest::read("test/manifest.json", &manifest);
    read.expect_err("a problem").to_string()
}

fn game(manifest: &Value) -> Game {
    Game::of_manifest("test", &manifest.to_string()).unwrap()
}

#[test]
fn a_manifest_of_the_original_is_valid_without_declarations() {
    let manifest = json!({
        "name": "Old", "description": "x", "data": {"game": "game.js", "libraries": [{"cdn": true, "url": "https://example.org/x.js"}]},
        "interpreters": {"ruby": "interpreters/ruby.rb"}, "instructions": [{"name": "a", "path": "a.md"}], "of_others": 1
    });
    let (manifest, declaration) = Manifest::read("m", &manifest.to_string()).unwrap();
    assert_eq!(manifest.name.english(), "Old");
    assert!(declaration.commands.is_empty());
}

#[test]
fn levels_have_an_id_of_their_own_a_title_and_what_the_game_makes_of_them() {
    let game = |levels: Value| {
        let commands = json!([{"name": "move", "summary": "Moves."}]);
        let page = json!({"name": "Help", "path": {"en": "en.md", "de": "de.md"}});
        let manifest = json!({
            "name": "Test", "commands": commands, "instructions": [page], "levels": levels
        });
        Manifest::read("m", &manifest.to_string())
    };
    let level = json!({
        "id": "first-step", "title": {"en": "One step", "fr": "Un pas"}, "goal": "Reach the flag.",
        "hints": ["Only one word."], "starters": {"lua": "-- go"}, "par": 1, "data": {"rows": ["R.F"]}
    });
    let (manifest, _) = game(json!([level])).unwrap();
    assert_eq!(manifest.levels[0].title.english(), "One step");
    assert_eq!(manifest.levels[0].data["rows"], json!(["R.F"]));
    assert_eq!(manifest.instructions[0].path.english(), "en.md");
    let wrong = json!([
        {"id": "a", "title": "A"},
        {"id": "a", "title": "", "hints": [""]},
        {"id": "A B", "title": "C"}
    ]);
    let told = game(wrong).unwrap_err().to_string();
    for expected in [
        "levels[1].id: `a` is there twice; rename one",
        "levels[1].title: it is needed",
        "levels[1].hints[0]: it is needed",
        "levels[2].id: an id has small letters, digits and `-`, at most 40",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    let told = game(json!([{"id": "a", "title": "A", "stars": 3}])).unwrap_err();
    assert!(told.to_string().contains("levels[0]"), "{told}");
    let told =
        Manifest::read("m", r#"{"levels": [{"id": "a", "title": "A"}, {id: 1}]}"#).unwrap_err();
    assert!(told.to_string().contains("levels[1]: "), "{told}");
}

#[test]
fn everything_wrong_is_told_at_once_with_file_path_and_remedy() {
    let told = problems(&json!([
        {
            "name": "Move", "summary": "",
            "parameters": [
                {"name": "a", "type": "integer", "minimum": 5, "maximum": 1, "default": 9},
                {"name": "b", "type": "string", "minimum": 1},
                {"name": "b", "type": "list"},
                {"name": "c", "type": "enumeration", "values": ["x", "x"], "default": "y"},
                {"name": "d", "type": "record", "fields": [{"name": "x", "type": "number"}, {"name": "x", "type": "number"}]}
            ],
            "group": "none", "examples": [{"arguments": [1]}, {"arguments": [1, 2, 3, 4, 5, 6]}]
        },
        {"name": "engine_room", "summary": "x", "examples": [{"result": 1}]},
        {"name": "look", "summary": "x"},
        {"name": "lo_ok", "action": "look", "summary": "x"}
    ]));
    let expected = [
        "commands[0].name: `Move` is no name; use small letters",
        "commands[0].summary: it is needed, in English at least; write it",
        "commands[0].group: no group has this id; add it to `groups`",
        "commands[0].parameters[0]: `minimum` is more than `maximum`; exchange them",
        "commands[0].parameters[0].default: 9 is more than 1; change it, or the declared type",
        "commands[0].parameters[1].minimum: it does not belong to this type; remove it",
        "commands[0].parameters[1]: it stands behind one with a default; give it one, or move it",
        "commands[0].parameters[2]: a list says what it holds; add `items` with their `type`",
        "commands[0].parameters[2].name: `b` is there twice; rename one",
        "commands[0].parameters[3].values[1]: it is there twice; remove one",
        "commands[0].parameters[3].default: \"y\" is none of x, x; change it, or the declared type",
        "commands[0].parameters[4].fields[1].name: `x` is there twice; rename one",
        "commands[0].examples[0].arguments: `b` is missing and has no default",
        "commands[0].examples[1].arguments: the command takes at most 5",
        "commands[1].name: names that begin so are the server's own; choose another",
        "commands[1].examples[0].result: the command gives nothing back; declare its `result`",
        "commands[3]: `lo_ok` is there twice; rename one",
        "commands[3].action: another command has the action `look`",
    ];
    for line in expected {
        assert!(
            told.contains(&format!("test/manifest.json: {line}")),
            "{line}\nin\n{told}"
        );
    }
}

/// The page reads no text that is translated and not there in English.
#[test]
fn a_text_that_is_translated_is_there_in_english_too() {
    let manifest = json!({
        "name": "Test", "description": {"de": "x"},
        "commands": [{"name": "go", "summary": "x"}],
        "levels": [{"id": "a", "title": "A", "goal": {"fr": "x"}}],
        "instructions": [{"name": "x", "description": {"it": "x"}, "path": "x.md"}],
    });
    let told = Manifest::read("m", &manifest.to_string())
        .unwrap_err()
        .to_string();
    for place in [
        "description",
        "levels[0].goal",
        "instructions[0].description",
    ] {
        let line = format!("m: {place}: it is needed, in English at least; write it");
        assert!(told.contains(&line), "{line}\nin\n{told}");
    }
}

#[test]
fn what_is_no_manifest_is_told_in_the_words_of_json() {
    for (manifest, expected) in [
        (
            json!({"name": 5}),
            "m: name: it is a text, or texts by language code",
        ),
        (
            json!({"name": "x", "commands": [{"name": "a", "summary": "x", "result": "boolean"}]}),
            "expected an object such as {\"type\": \"boolean\"}",
        ),
        (
            json!({"name": "x", "commands": [{"name": "a", "summary": "x", "errors": ["tired"]}]}),
            "expected an object such as {\"code\": \"tired\"",
        ),
    ] {
        let told = Manifest::read("m", &manifest.to_string())
            .unwrap_err()
            .to_string();
        assert!(told.contains(expected), "{expected}\nin\n{told}");
    }
    let marked = "\u{feff}{\"name\": \"x\", \"commands\": [{\"name\": \"a\", \"summary\": \"x\"}]}";
    assert!(
        Manifest::read("m", marked).is_ok(),
        "a mark of the encoding"
    );
}

#[test]
fn what_is_no_manifest_is_told_with_its_place() {
    let told = problems(&json!([{"name": "x", "summary": "x", "sumary": 1}]));
    assert!(
        told.starts_with("test/manifest.json: commands[0].sumary: unknown field"),
        "{told}"
    );
    let told = problems(
        &json!([{"name": "x", "summary": "x", "parameters": [{"name": "a", "type": "int"}]}]),
    );
    assert!(
        told.contains("commands[0].parameters[0].type: unknown variant `int`"),
        "{told}"
    );
    let told = Manifest::read("m", "{").unwrap_err().to_string();
    assert!(told.contains("EOF while parsing"), "{told}");
    let told = Manifest::read("m", "{\"name\": \"x\"}")
        .unwrap_err()
        .to_string();
    assert_eq!(
        told,
        "m: a game has `commands`, or `interpreters` by language; declare its commands"
    );
}

#[test]
fn text_behind_a_manifest_and_groups_that_are_there_twice_are_told() {
    let told = Manifest::read("m", r#"{"name": "x", "interpreters": {"ruby": "x"}} y"#);
    assert!(
        told.unwrap_err()
            .to_string()
            .contains("m: trailing characters")
    );
    let group = json!({"id": "a", "title": "A"});
    let manifest = json!({
        "name": "x", "groups": [group, group, {"id": "<b>", "title": "B"}],
        "commands": [{"name": "x", "summary": "x"}]
    });
    let told = Manifest::read("m", &manifest.to_string())
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("m: groups[1].id: `a` is there twice; rename one"),
        "{told}"
    );
    assert!(told.contains("m: groups[2].id: `<b>` is no name"), "{told}");
}

#[test]
fn characters_that_hide_what_a_text_says_are_refused() {
    let parameter = json!({"name": "a", "type": "string", "default": "x\u{202e}y"});
    let told = problems(&json!([
        {"name": "x", "summary": "a\u{7}b", "action": "z\u{2066}", "parameters": [parameter]}
    ]));
    let expected = [
        "commands[0].action: use 1 to 40 characters",
        "commands[0].summary: use at most 4000 characters",
        "commands[0].parameters[0].default: it has control characters",
    ];
    for line in expected {
        assert!(told.contains(line), "{line} in {told}");
    }
}

#[test]
fn a_package_reads_nothing_outside_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("secret");
    std::fs::write(&outside, "secret").unwrap();
    let game = folder.path().join("game");
    std::fs::create_dir_all(game.join("starters")).unwrap();
    let write = |interpreter: &str| {
        let manifest = json!({"name": "x", "interpreters": {"lua": interpreter}});
        std::fs::write(game.join("manifest.json"), manifest.to_string()).unwrap();
    };
    std::os::unix::fs::symlink(&outside, game.join("link.lua")).unwrap();
    for way_out in ["../secret", "link.lua", outside.to_str().unwrap()] {
        write(way_out);
        let error = Game::in_folder(&game).unwrap_err();
        let told = format!("{:#}", anyhow::Error::from(error));
        assert!(told.contains("inside the package"), "{told}");
    }
    std::fs::write(game.join("own.lua"), "x = 1").unwrap();
    write("own.lua");
    assert_eq!(Game::in_folder(&game).unwrap().interpreters["lua"], "x = 1");
    std::os::unix::fs::symlink(&outside, game.join("starters/lua.lua")).unwrap();
    assert!(Game::in_folder(&game).is_err());
}

#[test]
fn a_text_is_told_in_the_nearest_language() {
    let text: super::Text =
        serde_json::from_value(json!({"en": "e", "de": "d", "de-CH": "c"})).unwrap();
    let told = ["de-CH", "de-AT", "de", "es", ""].map(|it| text.in_language(it));
    assert_eq!(told, ["c", "d", "d", "e", "e"]);
}

#[test]
fn a_manifest_that_is_wrong_without_end_is_told_in_short() {
    let values: Vec<_> = (0..100)
        .map(|it| format!("{it}{}", "x".repeat(30)))
        .collect();
    let answers = vec![json!({}); 900];
    let manifest = json!({
        "name": "x", "scripted_answers": {"x": answers},
        "commands": [{"name": "x", "summary": "x", "result": {"type": "enumeration", "values": values}}]
    });
    let told = Manifest::read("m", &manifest.to_string()).unwrap_err();
    assert_eq!(told.all.len(), 50);
    assert!(told.to_string().len() < 30_000);
    let example = json!({"arguments": []});
    let told = problems(&json!([{"name": "x", "summary": "x", "examples": vec![example; 21]}]));
    assert!(
        told.contains("commands[0].examples: a command has at most 20"),
        "{told}"
    );
}

#[test]
fn records_in_records_end() {
    let mut of = json!({"type": "boolean"});
    for _ in 0..20 {
        of = json!({"type": "list", "items": of});
    }
    let told = problems(&json!([{"name": "x", "summary": "x", "result": of}]));
    assert!(
        told.contains("lists and records are more than 8 deep; make it flatter"),
        "{told}"
    );
}

#[test]
fn a_scripted_stage_answers_by_script_then_by_example_then_plainly() {
    let game = game(&json!({
        "name": "Test",
        "commands": [
            {"name": "look", "summary": "x", "result": {"type": "boolean"}},
            {
                "name": "add", "summary": "x", "result": {"type": "integer", "minimum": 5},
                "parameters": [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer", "default": 2}],
                "examples": [{"arguments": [40], "result": 42}]
            },
            {"name": "dare", "summary": "x", "errors": [{"code": "no", "summary": "Not now."}]}
        ],
        "scripted_answers": {"look": [{"value": false}, {"value": true}], "dare": [{"refuse": "no"}]}
    }));
    let mut stage = ScriptedStage::new(Arc::new(game));
    let mut play = |action: &str, params: &[i64]| {
        let params: Vec<Value> = params.iter().map(|it| json!(it)).collect();
        let played = stage.play(action, &params);
        played.map_err(|it| format!("{}: {}", it.code, it.text))
    };
    assert_eq!(play("look", &[]), Ok(json!(false)));
    assert_eq!(play("look", &[]), Ok(json!(true)));
    assert_eq!(play("look", &[]), Ok(json!(true)));
    assert_eq!(play("add", &[40, 2]), Ok(json!(42)));
    assert_eq!(play("add", &[1, 2]), Ok(json!(5)));
    assert_eq!(play("dare", &[]), Err("no: Not now.".to_owned()));
    assert_eq!(
        play("fly", &[]),
        Err("unknown_command: the game has no command `fly`".to_owned())
    );
    let told = "bad_arguments: `add` takes 2 arguments and not 1".to_owned();
    assert_eq!(play("add", &[1]), Err(told));
}
