//! Several programs on one stage, as real processes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const GAME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/matches/race");
/// On a busy machine nobody is late.
const PATIENT: [&str; 2] = ["--turn-ms", "120000"];

const LUA: &str = "while is_running() do advance(roll(3)) end";
const RUBY: &str = "advance(roll(3)) while is_running";
const PYTHON: &str = "while is_running():\n    advance(roll(3))\n";
const PERL: &str = "while (is_running()) { advance(roll(3)); }";
const JAVASCRIPT: &str = "while (isRunning()) advance(roll(3));";

/// Programs in a folder of their own.
struct Programs(tempfile::TempDir);

impl Programs {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Plays these of them with these arguments.
    fn play(&self, programs: &[&str], arguments: &[&str]) -> Output {
        let programs = programs.iter().map(|it| match it.split_once(':') {
            Some((language, file)) => format!("{language}:{}", self.path(file).display()),
            None => self.path(it).display().to_string(),
        });
        Command::new(env!("CARGO_BIN_EXE_livecoding"))
            .args(["match", GAME])
            .args(programs)
            .args(arguments)
            .output()
            .unwrap()
    }

    /// Plays and records; gives the table and the record.
    fn record(&self, programs: &[&str], arguments: &[&str]) -> (String, String) {
        let record = self.path("record.json");
        let path = record.display().to_string();
        let arguments = [&["--record", path.as_str()], arguments].concat();
        let output = self.play(programs, &arguments);
        (stdout(&output), fs::read_to_string(record).unwrap())
    }
}

fn stdout(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A record played again: its table, and the record of that.
fn replayed(record: &Path) -> (String, String) {
    let again = record.with_extension("again");
    let output = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["match", GAME, "--replay", &record.display().to_string()])
        .args(["--record", &again.display().to_string()])
        .output()
        .unwrap();
    (stdout(&output), fs::read_to_string(again).unwrap())
}

#[test]
fn eight_programs_in_five_languages_come_to_an_end_whatever_they_do() {
    let programs = Programs::of(&[
        ("steady.lua", LUA),
        ("quick.rb", RUBY),
        ("calm.py", PYTHON),
        ("endless.lua", "advance(3)\nwhile true do end"),
        (
            "crashing.py",
            "advance(3)\nimport os\nos.kill(os.getpid(), 9)\n",
        ),
        ("wrong.rb", "advance 2\nputs 'so far'\nnothing_of_that_name"),
        ("short.php", "<?php\nadvance(3);\n"),
        ("pearl.pl", PERL),
    ]);
    let names = [
        "steady.lua",
        "quick.rb",
        "calm.py",
        "endless.lua",
        "crashing.py",
        "wrong.rb",
        "short.php",
        "pearl.pl",
    ];
    let logs = programs.path("logs").display().to_string();
    let (table, record) = programs.record(
        &names,
        &["--turn-ms", "1500", "--seed", "3", "--logs", &logs],
    );
    assert!(table.ends_with("the match is over\n"), "{table}");
    let left = |name: &str| {
        let line = table.lines().find(|it| it.contains(name)).unwrap();
        line.split_whitespace().last().unwrap().to_owned()
    };
    assert_eq!(left("endless"), "-");
    assert_eq!(left("crashing"), "crashed");
    assert_eq!(left("wrong"), "error");
    assert_eq!(left("short"), "finished");
    let read: Value = serde_json::from_str(&record).unwrap();
    let lates = read["commands"].as_array().unwrap().iter();
    let lates = lates.filter(|it| it["action"] == "@late" && it["actor"] == 4);
    assert!(lates.count() >= 2, "{record}");
    assert_eq!(read["end"]["reason"], "finished");
    let log = fs::read_to_string(programs.path("logs/6-wrong.log")).unwrap();
    assert!(
        log.contains("so far") && log.contains("nothing_of_that_name"),
        "{log}"
    );
    assert_eq!(replayed(&programs.path("record.json")), (table, record));
}

#[test]
fn nobody_late_the_record_is_the_same_each_time() {
    let files = [
        ("a.lua", LUA),
        ("b.rb", RUBY),
        ("c.py", PYTHON),
        ("d.pl", PERL),
        ("e.js", JAVASCRIPT),
        ("f.lua", LUA),
        ("g.lua", "for _ = 1, 3 do advance(3) end"),
        ("h.js", JAVASCRIPT),
    ];
    let names = [
        "a.lua",
        "b.rb",
        "c.py",
        "d.pl",
        "javascript:e.js",
        "f.lua",
        "g.lua",
        "javascript:h.js",
    ];
    let programs = Programs::of(&files);
    let first = programs.record(&names, &PATIENT);
    assert!(!first.1.contains("@late"), "{}", first.1);
    for _ in 1..20 {
        assert_eq!(programs.record(&names, &PATIENT), first);
    }
    assert_eq!(replayed(&programs.path("record.json")), first);
    let other = programs.record(&names, &[&PATIENT[..], &["--seed", "2"]].concat());
    assert_ne!(other.1, first.1);
}

#[test]
fn a_tournament_has_everybody_play_everybody_on_each_seat() {
    let files = [
        ("far.lua", "while is_running() do advance(3) end"),
        ("near.lua", "while is_running() do advance(1) end"),
        ("same.lua", "while is_running() do advance(1) end"),
    ];
    let programs = Programs::of(&files);
    let arguments = [
        "--tournament",
        "--rounds",
        "2",
        "--level",
        "short",
        "--json",
    ];
    let arguments = [&arguments[..], &PATIENT].concat();
    let output = programs.play(&["far.lua", "near.lua", "same.lua"], &arguments);
    let told: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(told["matches"], 12);
    let best = &told["programs"][0];
    assert_eq!((&best["name"], &best["wins"]), (&"far".into(), &8.into()));
    for other in [1, 2] {
        let other = &told["programs"][other];
        let counts = ["wins", "draws", "losses"].map(|it| other[it].as_u64().unwrap());
        assert_eq!(counts, [0, 4, 4], "{told}");
    }
}

#[test]
fn rules_that_tell_who_was_quicker_are_refused() {
    let programs = Programs::of(&[("a.lua", "advance(1)"), ("b.lua", "peek() advance(1)")]);
    let output = programs.play(&["a.lua", "b.lua"], &PATIENT);
    let errors = String::from_utf8(output.stderr).unwrap();
    let told = "what actor 2 was told of `peek` depends on what others did";
    assert!(errors.contains(told), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}

/// A game for several whose rules are still those for one.
#[test]
fn rules_that_wait_for_nobody_are_told_instead_of_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let game = folder.path().join("lonely");
    fs::create_dir(&game).unwrap();
    let read = |name: &str| fs::read_to_string(Path::new(GAME).join(name)).unwrap();
    let alone = "export function play(...all) {\n  const [state, ...rest] = played(...all);\n  \
                 return [{ ...state, waitingFor: undefined }, ...rest];\n}\nfunction played(";
    let rules = read("logic.js").replace("export function play(", alone);
    fs::write(game.join("manifest.json"), read("manifest.json")).unwrap();
    fs::write(game.join("logic.js"), rules).unwrap();
    let programs = Programs::of(&[("a.lua", LUA)]);
    let output = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .arg("match")
        .args([
            game.as_path(),
            &programs.path("a.lua"),
            &programs.path("a.lua"),
        ])
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("the rules wait for nobody"), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_cannot_be_played_is_told_at_once() {
    let programs = Programs::of(&[("a.lua", LUA), ("b.js", JAVASCRIPT), ("c.xyz", "")]);
    let cases: [(&[&str], &[&str], &str); 6] = [
        (&["a.lua"], &[], "name two to 8 programs, and not 1"),
        (
            &["a.lua", "b.js"],
            &[],
            "may be javascript or nodejs; say which",
        ),
        (
            &["a.lua", "c.xyz"],
            &[],
            "no language has files that end with `.xyz`",
        ),
        (&["a.lua", "none.lua"], &[], "cannot read"),
        (
            &["a.lua", "a.lua"],
            &["--level", "wide"],
            "has no level `wide`",
        ),
        (
            &["a.lua", "a.lua"],
            &["--tournament", "--seats", "3"],
            "3 are asked for",
        ),
    ];
    for (names, arguments, told) in cases {
        let output = programs.play(names, arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(told), "{told}: {errors}");
        assert_eq!(output.status.code(), Some(78), "{told}");
    }
    let maze = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["match", "maze", "a.lua", "b.lua"])
        .output()
        .unwrap();
    let errors = String::from_utf8(maze.stderr).unwrap();
    assert!(errors.contains("`maze` is a game for one"), "{errors}");
}

#[test]
fn a_record_that_is_none_is_refused() {
    let programs = Programs::of(&[("a.lua", "advance(1)"), ("b.lua", "advance(2)")]);
    let (_, record) = programs.record(&["a.lua", "b.lua"], &PATIENT);
    let cases = [
        ("{}".to_owned(), "is no record"),
        (
            record.replace("\"version\":1", "\"version\":2"),
            "of version 2",
        ),
        (
            record.replace("\"game\":\"race\"", "\"game\":\"maze\""),
            "of the game `maze`",
        ),
        (
            record.replace("\"level\":\"long\"", "\"level\":\"x\""),
            "no level `x`",
        ),
    ];
    for (text, told) in cases {
        let path = programs.path("other.json");
        fs::write(&path, text).unwrap();
        let output = programs.play(&[], &["--replay", &path.display().to_string()]);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(told), "{told}: {errors}");
        assert_eq!(output.status.code(), Some(78));
    }
}
