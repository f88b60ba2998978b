//! Interpreters that wait for a program: nothing but the time tells a program that it had one.

use serde_json::{Value, json};

use crate::support::{Native, Server, descendants_of, eventually, is_alive, programs_of};

const ON: [(&str, &str); 2] = [
    ("LIVECODING_WARM_MAX_PROGRAMS", "8"),
    ("LIVECODING_WARM_MAX_EACH", "1"),
];

/// What a program finds of its surroundings, in each language.
const LOOKS: [(&str, &str); 5] = [
    (
        "ruby",
        "p [$0, __FILE__, ARGV, Dir.pwd, Dir.children('.').sort, File.stat($0).mode.to_s(8), ENV.to_a.sort]\n\
         File.write('own', 'x')\nFile.open($0, 'a') { |it| it.write(' ') }\np gets\nsrand == srand\np [rand.class, Process.pid]",
    ),
    (
        "python",
        "import os, sys\nprint(__name__, __file__, sys.argv, os.getcwd(), sorted(os.listdir('.')), oct(os.stat(__file__).st_mode), sorted(os.environ.items()))\n\
         open('own', 'w').write('x')\nopen(__file__, 'a').write(' ')\nimport other\nprint(other.x, os.getpid())",
    ),
    (
        "php",
        "<?php\nvar_dump(__FILE__, $argv, getcwd(), scandir('.'), decoct(fileperms(__FILE__)), getenv());\nfile_put_contents('own', 'x');\nvar_dump(getmypid());",
    ),
    (
        "lua",
        "print(arg and #arg, debug.getinfo(1, 'S').source)\nEngine.send('{\"a\":1}')",
    ),
    (
        "javascript",
        "print(typeof Engine, typeof print)\nthrow new Error('as ever')",
    ),
];

/// Everything that a run tells, without times and ids.
async fn told_of(client: &mut Native, language: &str, program: &str) -> Vec<Value> {
    let extension = crate::support::extension_of(language);
    let files = json!([
        {"name": format!("main.{extension}"), "text": program},
        {"name": format!("other.{extension}"), "text": "x = 7"},
    ]);
    let body = json!({"language": language, "files": files, "game": {"id": "maze"}, "seed": 5});
    client.ask("run.start", body).await.unwrap();
    let (mut told, mut printed) = (Vec::new(), String::new());
    loop {
        let message = client.next().await.unwrap();
        let body = &message["body"];
        match message["type"].as_str().unwrap() {
            "console" => printed.push_str(body["text"].as_str().unwrap()),
            "command" => {
                told.push(json!([body["action"], body["params"], body["src"]]));
                client.answer(&body.clone(), "1").await;
            }
            "input.request" => {
                told.push(json!("input"));
                client
                    .ask("input", json!({"line": "a line"}))
                    .await
                    .unwrap();
            }
            "program.error" => told.push(json!([body["message"], body["line"], body["raw"]])),
            "run.ended" => {
                told.push(json!([
                    body["reason"],
                    body["exit"],
                    body["commands"],
                    printed
                ]));
                return told;
            }
            _ => (),
        }
    }
}

#[tokio::test]
async fn a_program_that_starts_at_once_finds_what_any_other_does() {
    let cold_server = Server::start();
    let warm_server = Server::with(&ON);
    let mut cold = Native::begin(&cold_server).await;
    let mut warm = Native::begin(&warm_server).await;
    // Nobody waits where programs have no root of their own, into which files could come later.
    let tier = warm_server.health().await["isolation"]["tier"].clone();
    let has_roots = tier == "A" || tier == "B";
    for (nth, (language, program)) in (1..).zip(LOOKS) {
        let waiting = if has_roots { nth } else { 0 };
        let expected = told_of(&mut cold, language, program).await;
        // The first one of a language finds nobody that waits.
        assert_eq!(told_of(&mut warm, language, program).await, expected);
        for _ in 0..2 {
            let waits = format!("an interpreter of {language} waits");
            eventually(&waits, || programs_of(warm_server.pid()).len() == waiting).await;
            assert_eq!(told_of(&mut warm, language, program).await, expected);
        }
    }
}

#[tokio::test]
async fn what_waits_goes_when_nobody_wants_it_and_with_the_server() {
    let settings = [ON[0], ON[1], ("LIVECODING_WARM_KEEP_SECONDS", "1")];
    let server = Server::with(&settings);
    let mut client = Native::begin(&server).await;
    told_of(&mut client, "lua", "print(1)").await;
    eventually("nobody wants it any more", || {
        programs_of(server.pid()).is_empty()
    })
    .await;

    let mut server = Server::with(&ON);
    let mut client = Native::begin(&server).await;
    told_of(&mut client, "lua", "print(1)").await;
    // Another one starts the same way, whether somebody waits or not.
    told_of(&mut client, "lua", "print(1)").await;
    let below = descendants_of(server.pid());
    server.signal(15);
    assert_eq!(server.wait(), Some(0));
    eventually("nothing of it is left", || {
        below.iter().all(|pid| !is_alive(*pid))
    })
    .await;
}

/// The languages of the interpreters that wait, by their command lines.
fn waiting_of(server: &Server) -> Vec<&'static str> {
    let language_of = |pid: u32| {
        let arguments = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let arguments = String::from_utf8_lossy(&arguments).into_owned();
        let known = ["javascript", "lua", "python", "ruby"];
        known
            .into_iter()
            .find(|it| arguments.contains(it))
            .unwrap_or("none")
    };
    let mut waiting: Vec<_> = programs_of(server.pid())
        .into_iter()
        .map(language_of)
        .collect();
    waiting.sort_unstable();
    waiting
}

#[tokio::test]
async fn languages_share_the_places_of_those_that_wait() {
    let places = [
        ("LIVECODING_WARM_MAX_PROGRAMS", "3"),
        ("LIVECODING_WARM_MAX_EACH", "3"),
    ];
    let server = Server::with(&places);
    let mut client = Native::begin(&server).await;
    // Nobody waits where programs have no root of their own.
    let tier = server.health().await["isolation"]["tier"].clone();
    let has_roots = tier == "A" || tier == "B";
    let stories: [(&str, [&str; 3]); 4] = [
        ("lua", ["lua", "lua", "lua"]),
        // Who has most gives places up, as long as it has not less than the other.
        ("ruby", ["lua", "lua", "ruby"]),
        ("javascript", ["javascript", "lua", "ruby"]),
        // Whoever has none gets the place of whom was played longest ago.
        ("python", ["javascript", "python", "ruby"]),
    ];
    for (language, waiting) in stories {
        for _ in 0..3 {
            told_of(&mut client, language, "").await;
        }
        let expected = if has_roots { &waiting[..] } else { &[] };
        eventually(&format!("{waiting:?} wait"), || {
            waiting_of(&server) == expected
        })
        .await;
    }
}
