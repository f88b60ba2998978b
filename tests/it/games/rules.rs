//! A game's rules, played by `check` and `run`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{check, passes};

/// A game of one level: go as far as the level says, and no farther.
const MANIFEST: &str = r#"{"name": "Walk", "data": {"rules": "logic.js"}, "commands": [
    {"name": "go", "summary": "Goes.", "result": {"type": "integer"}, "errors": [{"code": "wall", "summary": "There is a wall."}],
     "examples": [{"arguments": [], "result": 1}]},
    {"name": "wait_for_key", "summary": "Waits.", "waits_for": "user", "result": {"type": "enumeration", "values": ["left", "right"]}}],
  "levels": [{"id": "one", "title": "One", "par": 2, "data": {"to": 2},
    "starters": {"lua": "go()", "ruby": "go", "python": "go()"}}]}"#;

const LOGIC: &str = "
    export const readLevel = ({ data }) => data;
    export const begin = () => ({ at: 0, hasReached: false });
    export function play(level, state, { action, params }) {
      if (action === 'waitForKey') return [state, [], { value: params[0] }];
      if (state.at === level.to) return [state, [], { refused: 'wall' }];
      const at = state.at + 1;
      return [{ at, hasReached: at === level.to }, [], { value: at }];
    }";

fn game(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ours = [("manifest.json", MANIFEST), ("logic.js", LOGIC)];
    for (name, text) in ours.iter().chain(files) {
        let path = folder.path().join("walk").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn path(folder: &Path) -> String {
    folder.join("walk").display().to_string()
}

/// What `check` says in lua alone, which must fail.
fn fault(files: &[(&str, &str)]) -> String {
    let folder = game(files);
    let output = check(&[&path(folder.path()), "--language", "lua"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_maze_is_solved_and_begun_in_every_language_that_has_programs() {
    let maze = concat!(env!("CARGO_MANIFEST_DIR"), "/games/maze");
    let languages = ["lua", "ruby", "nodejs", "javascript"];
    let languages = languages.iter().flat_map(|it| ["--language", it]);
    let arguments: Vec<&str> = [maze].into_iter().chain(languages).collect();
    let told = passes(&arguments);
    for language in ["lua", "ruby", "nodejs", "javascript"] {
        for what in ["10 levels solved", "10 starters"] {
            let line = format!("ok      maze in {language}: {what}\n");
            assert!(told.contains(&line), "{line}: {told}");
        }
    }
    let told = passes(&[maze, "--language", "lua", "--level", "remote"]);
    assert!(told.contains("maze in lua: 1 level solved\n"), "{told}");
    assert!(!told.contains("examples"), "{told}");
}

#[test]
fn what_does_not_solve_a_level_is_told() {
    let cases = [
        ("go()", "one: the goal is not reached after 1 command"),
        ("go() go() go()", "There is a wall."),
        (
            "go() error('höh')",
            "one: it ended with an error after 1 command: ",
        ),
        (
            "while true do wait_for_key() end",
            "one: it ended at a limit",
        ),
    ];
    for (solution, told) in cases {
        let folder = game(&[("solutions/one.lua", solution)]);
        let output = Command::new(env!("CARGO_BIN_EXE_livecoding"))
            .args(["check", &path(folder.path()), "--language", "lua"])
            .env("LIVECODING_RUN_WALL_SECONDS", "2")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("walk in lua: 0 of 1 level solved"), "{said}");
        assert!(said.contains(told), "{told}: {said}");
        assert_eq!(output.status.code(), Some(1));
    }
    let none = fault(&[]);
    assert!(none.contains("there is none of one; add"), "{none}");
    let lost = fault(&[
        ("solutions/one.lua", "go() go()"),
        ("solutions/two.lua", "go()"),
    ]);
    assert!(
        lost.contains("`two.lua` is of no level; the levels are one"),
        "{lost}"
    );
    // Where there is nothing to reach a program must come to its end, and no more.
    let free = MANIFEST.replace(r#""data": {"to": 2}"#, r#""data": {"to": 2, "free": true}"#);
    let folder = game(&[("solutions/one.lua", "go()"), ("manifest.json", &free)]);
    passes(&[&path(folder.path()), "--language", "lua"]);
}

#[test]
fn the_player_presses_what_the_package_says_and_then_the_last_word() {
    let solution = "
        assert(wait_for_key() == 'left')
        for _ = 1, 3 do assert(wait_for_key() == 'right') end
        go() go()";
    let keys = r#"{"one": ["left", "right"]}"#;
    let files = [
        ("solutions/one.lua", solution),
        ("solutions/keys.json", keys),
    ];
    let folder = game(&files);
    passes(&[&path(folder.path()), "--language", "lua"]);
    let wrong = fault(&[files[0], ("solutions/keys.json", r#"{"two": []}"#)]);
    assert!(wrong.contains("there is no level `two`"), "{wrong}");
}

#[test]
fn what_programs_begin_with_neither_fails_nor_solves_and_asks_the_same() {
    let solved = ("solutions/one.lua", "go() go()");
    let starter = |lua: &str| MANIFEST.replace(r#""lua": "go()""#, &format!(r#""lua": "{lua}""#));
    let cases = [
        (
            "go() go()",
            "one: it reaches the goal; leave something to do",
        ),
        ("nothing()", "one: it ended with an error"),
    ];
    for (lua, told) in cases {
        let said = fault(&[solved, ("manifest.json", &starter(lua))]);
        assert!(said.contains(told), "{told}: {said}");
    }
    // Keys may be waited for without an end.
    let waits = MANIFEST.replace("\"go()\"", "\"while true do wait_for_key() end\"");
    let waits = waits.replace(r#""ruby": "go", "#, r#""ruby": "wait_for_key", "#);
    let folder = game(&[solved, ("manifest.json", &waits)]);
    let output = check(&[
        &path(folder.path()),
        "--language",
        "lua",
        "--language",
        "ruby",
    ]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("ok      walk in lua: 1 starter\n"), "{said}");
    let other = "one: it asks for something else than in lua: 1 commands instead of 60";
    assert!(said.contains(other), "{said}");
}

#[test]
fn a_folder_of_games_and_a_game_are_not_mistaken_for_each_other() {
    let folder = game(&[]);
    let output = check(&[&folder.path().display().to_string()]);
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = format!("is no package, but has some: check {}", path(folder.path()));
    assert!(said.contains(&expected), "{said}");

    let output = check(&["maze", "--games", &path(folder.path())]);
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = "is a game; give the folder that it stands in";
    assert!(said.contains(expected), "{said}");

    let missing = folder.path().join("none");
    let output = check(&["maze", "--games", &missing.display().to_string()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("No such file").count(), 1, "{said}");
}

#[test]
fn rules_that_are_wrong_are_told_with_their_place() {
    let solved = ("solutions/one.lua", "go() go()");
    let cases = [
        (
            LOGIC.replace("const at", "const const at"),
            "walk/logic.js:7",
        ),
        (
            LOGIC.replace("value: at", "value: 'far'"),
            "it answers \"far\"",
        ),
        (
            LOGIC.replace("const at = state.at + 1", "const at = ++state.at"),
            "the rules change the state that they are given",
        ),
        (
            LOGIC.replace(
                "const at =",
                "if (state.at === 1) return [state, [], { refused: 'tired' }];\n const at =",
            ),
            "it refuses with `tired`, which is none of its `errors`",
        ),
    ];
    for (logic, told) in &cases {
        let said = fault(&[solved, ("logic.js", logic)]);
        assert!(said.contains(told), "{told}: {said}");
    }
    let missing = MANIFEST.replace("logic.js", "rules.js");
    let said = fault(&[solved, ("manifest.json", &missing)]);
    assert!(said.contains("there is no rules.js; add it"), "{said}");
    let seats = MANIFEST.replace(
        "\"commands\"",
        "\"seats\": {\"minimum\": 3, \"maximum\": 17}, \"commands\"",
    );
    let folder = game(&[("manifest.json", &seats)]);
    let output = check(&[&path(folder.path())]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("seats: `minimum` is at least 1"), "{said}");
}

fn run(folder: &Path, program: &str, level: &str) -> Output {
    let file = folder.join("program.lua");
    fs::write(&file, program).unwrap();
    Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["run", "lua", &file.display().to_string()])
        .args(["--game", &path(folder), "--level", level])
        .output()
        .unwrap()
}

#[test]
fn run_plays_a_level_by_the_rules() {
    let folder = game(&[]);
    let solved = run(folder.path(), "print(go()) print(go())", "one");
    let said = String::from_utf8(solved.stderr).unwrap();
    assert!(said.contains("1\n2\n"), "{said}");
    assert!(
        said.ends_with("livecoding: goal reached, 2 commands, par 2\n"),
        "{said}"
    );
    assert_eq!(solved.status.code(), Some(0));
    let short = run(folder.path(), "go()", "one");
    let said = String::from_utf8(short.stderr).unwrap();
    assert!(
        said.contains("goal not reached, 1 command, par 2"),
        "{said}"
    );
    let unknown = run(folder.path(), "go()", "two");
    let said = String::from_utf8(unknown.stderr).unwrap();
    assert!(
        said.contains("`walk` has no level `two`; its levels are one"),
        "{said}"
    );
}
