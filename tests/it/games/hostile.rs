//! Declarations that try to get out of their places: whatever they say, the functions are safe
//! and run in every language, and each example arrives as it was declared.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::passes;

/// Texts that mean something to some language, inside or outside of a text or a comment.
const NASTY: &[&str] = &[
    "\"",
    "'",
    "`",
    "\\",
    "\\\\",
    "#{x}",
    "${x}",
    "$x",
    "@x",
    "%d",
    "*/",
    "/*",
    "//",
    "--",
    "--]]",
    "]]",
    "\"\"\"",
    "'''",
    "=begin",
    "=end",
    "=cut",
    "__END__",
    "<?php",
    "?>",
    "{{ x }}",
    "{% if %}",
    "#}",
    "\n",
    "\t",
    "\u{2028}",
    "é",
    "✓",
    "🦀",
    "#line 7",
    "#include",
    "\\u0041",
    "$(touch x)",
    "; exit 1",
    "%>",
];

/// Names that are words of some language.
const WORDS: [&str; 48] = [
    "class", "end", "if", "print", "def", "function", "return", "var", "let", "local", "fn",
    "func", "begin", "nil", "null", "true", "self", "this", "new", "delete", "int", "string",
    "list", "map", "echo", "exit", "die", "say", "open", "read", "test", "type", "for", "in", "is",
    "not", "and", "main", "char", "double", "set", "get", "define", "lambda", "proc", "array",
    "move", "repeat",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(NASTY).prop_map(str::to_owned),
        "[a-zA-Z0-9 ]{0,6}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|it| it.concat())
}

/// A text for people, which must say something.
fn summary() -> impl Strategy<Value = String> {
    text().prop_map(|it| format!("S{it}"))
}

fn word() -> impl Strategy<Value = String> {
    text().prop_map(|it| {
        let shown = it.chars().filter(|c| !c.is_control()).take(30);
        format!("w{}", shown.collect::<String>())
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        "[a-z]{1,5}(_[a-z0-9]{1,4}){0,2}".prop_filter("the server's own", |it| {
            !it.starts_with("engine") && !it.starts_with("live")
        }),
    ]
}

/// A declared type with a value of it.
fn typed() -> impl Strategy<Value = (Value, Value)> {
    let whole = -9_007_199_254_740_991_i64..=9_007_199_254_740_991;
    let leaf = prop_oneof![
        whole.prop_map(|it| (json!({"type": "integer"}), json!(it))),
        (-1e9..1e9).prop_map(|it: f64| (json!({"type": "number"}), json!(it))),
        any::<bool>().prop_map(|it| (json!({"type": "boolean"}), json!(it))),
        text().prop_map(|it| (json!({"type": "string"}), json!(it))),
        prop::collection::btree_set(word(), 1..4).prop_map(|it| {
            let first = json!(it.first());
            (json!({"type": "enumeration", "values": it}), first)
        }),
    ];
    let listed = leaf
        .clone()
        .prop_map(|(of, value)| (json!({"type": "list", "items": of}), json!([value, value])));
    let record = (leaf.clone(), leaf.clone()).prop_map(|(a, b)| {
        let (mut first, mut second) = (a.0, b.0);
        first["name"] = json!("first");
        second["name"] = json!("end");
        let of = json!({"type": "record", "fields": [first, second]});
        (of, json!({"first": a.1, "end": b.1}))
    });
    prop_oneof![4 => leaf, 1 => listed, 1 => record]
}

fn command() -> impl Strategy<Value = Value> {
    let parameters = prop::collection::vec((name(), typed(), summary()), 0..4);
    let result = prop::option::of(typed());
    let parts = (
        name(),
        word(),
        summary(),
        text(),
        parameters,
        result,
        text(),
    );
    parts.prop_map(
        |(name, action, summary, description, parameters, result, told)| {
            let mut known = std::collections::HashSet::new();
            let mut parameters = parameters;
            parameters.retain(|it| known.insert(it.0.replace('_', "")));
            let arguments: Vec<_> = parameters.iter().map(|it| it.1.1.clone()).collect();
            let parameters: Vec<_> = parameters
                .into_iter()
                .map(|(name, (mut of, default), summary)| {
                    of["name"] = json!(name);
                    of["summary"] = json!(summary);
                    of["default"] = default;
                    of
                })
                .collect();
            let (of, value) = result.unzip();
            json!({
                "name": name, "action": action, "summary": summary, "description": description,
                "parameters": parameters, "result": of,
                "examples": [
                    {"arguments": [], "result": value, "summary": told},
                    {"arguments": arguments, "result": value, "summary": told}
                ]
            })
        },
    )
}

fn manifest() -> impl Strategy<Value = Value> {
    let commands = prop::collection::vec(command(), 1..8);
    (commands, prop::option::of(name()), summary()).prop_map(|(commands, module, title)| {
        let mut names = std::collections::HashSet::new();
        let mut actions = std::collections::HashSet::new();
        let mut commands = commands;
        commands.retain(|it| {
            let name = it["name"].as_str().unwrap().replace('_', "");
            names.insert(name) && actions.insert(it["action"].clone())
        });
        json!({"name": title, "description": title, "module": module, "commands": commands})
    })
}

/// How many games are tried; each in every language.
fn cases() -> u32 {
    let is_all = std::env::var_os("LIVECODING_TEST_ALL").is_some_and(|it| it == "1");
    if is_all { 40 } else { 3 }
}

#[test]
fn whatever_a_game_declares_its_functions_run_in_every_language() {
    let config = ProptestConfig {
        cases: cases(),
        max_shrink_iters: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(manifest in manifest())| {
        let folder = tempfile::tempdir().unwrap();
        let game = folder.path().join("hostile");
        std::fs::create_dir(&game).unwrap();
        std::fs::write(game.join("manifest.json"), manifest.to_string()).unwrap();
        passes(&[&game.display().to_string()]);
    });
}
