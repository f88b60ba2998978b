//! Programs that end before their first command, or never come so far.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::scene::{READY, Scene, closed, told};
use crate::support::{Package, RAW, folder_of};

/// What is told of a program that ends by itself, each line in a frame of its own.
const ENDS: &[(&str, &str, &[&str])] = &[
    (
        "raw",
        "exit 0",
        &[
            "PROCESS_ERRORthe engine ended before it was ready (exit status 0); starting it again (1 of 2)",
            "PROCESS_ERRORthe engine ended before it was ready (exit status 0); starting it again (2 of 2)",
            "PROCESS_ERRORthe engine ended before it was ready (exit status 0)",
        ],
    ),
    ("raw", "READY exit 0", &[]),
    ("raw", "READY exit 3", &[]),
    ("raw", "READY echo why >&2; exit 3", &["PROCESS_ERRORwhy"]),
    (
        "raw",
        "READY kill -SEGV $$",
        &[
            "PROCESS_ERRORthe program crashed (signal 11); starting it again (1 of 3)",
            "PROCESS_ERRORthe program crashed (signal 11); starting it again (2 of 3)",
            "PROCESS_ERRORthe program crashed (signal 11); starting it again (3 of 3)",
            "PROCESS_ERRORthe program crashed (signal 11)",
        ],
    ),
    ("raw1", "exit 0", &[]),
    ("raw1", "exit 3", &[]),
    ("raw1", "echo why >&2; exit 3", &["PROCESS_ERRORwhy"]),
    ("raw1", "echo why >&2; kill -9 $$", &["PROCESS_ERRORwhy"]),
    (
        "raw1",
        "kill -9 $$",
        &[
            "PROCESS_ERRORthe engine ended before it was ready (signal 9); starting it again (1 of 2)",
            "PROCESS_ERRORthe engine ended before it was ready (signal 9); starting it again (2 of 2)",
            "PROCESS_ERRORthe engine ended before it was ready (signal 9)",
        ],
    ),
    ("lua", "os.exit(3)", &[]),
    (
        "python",
        "import sys; sys.exit('why')",
        &["PROCESS_ERRORwhy"],
    ),
    ("ruby", "exit! 3", &[]),
];

#[tokio::test]
async fn a_program_that_ends_by_itself_before_its_first_command_is_judged_by_how() {
    let scene = scene(&[]);
    for (language, program, expected) in ENDS {
        let program = program.replace("READY ", READY);
        let mut client = scene.begin(language, &program).await;
        for frame in *expected {
            assert_eq!(client.next().await.as_deref(), Some(*frame), "{program}");
        }
        closed(&mut client, &program).await;
    }
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn an_engine_that_never_speaks_is_given_up_after_three_starts() {
    let scene = scene(&[("LIVECODING_RUN_START_TIMEOUT_SECONDS", "1")]);
    let text = "the engine did not come up within 1s";
    // The second one says what it has to say where nobody listens.
    let mut clients = [
        scene.begin("slow", "").await,
        scene
            .begin(
                "raw",
                "trap '' TERM; echo 'ready {\"revision\":2}'; while :; do :; done",
            )
            .await,
    ];
    for client in &mut clients {
        for nth in 1..=2 {
            told(client, &format!("{text}; starting it again ({nth} of 2)")).await;
        }
        told(client, text).await;
        closed(client, "it never speaks").await;
    }
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn an_engine_that_closes_its_channel_before_it_is_ready_is_not_waited_for() {
    let scene = scene(&[]);
    let mut client = scene.begin("raw", "exec 4>&-; sleep 1000").await;
    let frames = client.answer_all(|_| String::new()).await;
    let (end, told) = frames.split_last().unwrap();
    assert_eq!(end, "CLOSE_GAME");
    assert!(
        told.iter().all(|it| it.starts_with("PROCESS_ERROR")),
        "{told:?}"
    );
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn an_interpreter_that_is_deleted_while_the_server_runs_is_named() {
    let packages = folder_of(&[Package {
        id: "fleeting",
        command: &["{interpreter}", "{main}"],
        ..RAW
    }]);
    let interpreter = packages.path().join("interpreter");
    let path = interpreter.display();
    fs::write(
        &interpreter,
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 1.0 && exit\nexec bash \"$@\"\n",
    )
    .unwrap();
    fs::set_permissions(&interpreter, fs::Permissions::from_mode(0o755)).unwrap();
    let manifest = packages.path().join("fleeting/language.toml");
    let find = format!(
        "[find]\ncandidates = [\"{path}\"]\nversion_command = [\"{{interpreter}}\", \"--version\"]\n\
         least_version = \"1.0\"\ninstall_hint = \"\"\n"
    );
    let text = fs::read_to_string(&manifest).unwrap() + &find;
    fs::write(&manifest, text).unwrap();
    let scene = Scene::with_packages(packages, QUICK);
    let mut client = scene.begin("fleeting", READY).await;
    closed(&mut client, "while it is there").await;
    fs::remove_file(scene.packages().join("interpreter")).unwrap();
    let mut client = scene.begin("fleeting", READY).await;
    let why = format!(
        "cannot start `{}`: No such file",
        scene.packages().join("interpreter").display()
    );
    for again in [
        "starting it again (1 of 2)",
        "starting it again (2 of 2)",
        &why,
    ] {
        told(&mut client, again).await;
    }
    closed(&mut client, "once it is gone").await;
    scene.nothing_is_left().await;
}

const QUICK: &[(&str, &str)] = &[
    ("LIVECODING_RESTART_START_RETRY_MS", "[10, 20]"),
    ("LIVECODING_RESTART_CRASH_PAUSE_MS", "10"),
];

/// A server that starts again quickly.
fn scene(settings: &[(&str, &str)]) -> Scene {
    Scene::with(&[QUICK, settings].concat())
}
