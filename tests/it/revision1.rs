//! Engines of the original, written from its text alone, run unchanged.

use crate::support::{
    Client, Package, RAW, Server, children_of, folder_of, launchers_of, programs_of,
};

/// An engine of tests/it/engines: extension, how it is run, the first command as it writes it.
const ENGINES: [(&str, &[&str], &str); 6] = [
    ("sh", &["bash", "{main}"], "{\"move\":\"1\"}"),
    ("tcl", &["tclsh", "{main}"], "{\"move\":\"1\"}"),
    ("rb", &["ruby", "{main}"], "{\"move\":\"1\"}"),
    ("py", &["python3", "{main}"], "{\"move\": \"1\"}"),
    ("pl", &["perl", "{main}"], "{\"move\":\"1\"}"),
    (
        "awk",
        &["mawk", "-W", "interactive", "-f", "{main}"],
        "{\"move\":\"1\"}",
    ),
];

fn text(kind: &str, extension: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/engines");
    std::fs::read_to_string(format!("{folder}/{kind}.{extension}")).unwrap()
}

/// A server with all six, each named by its extension, and the raw shell in revision 1.
fn server() -> (tempfile::TempDir, Server) {
    let engines = ENGINES.map(|(extension, _, _)| text("engine", extension));
    let mut packages: Vec<_> = ENGINES
        .iter()
        .zip(&engines)
        .map(|((extension, command, _), engine)| Package {
            id: extension,
            extension,
            command,
            revision: 1,
            engine,
            ..RAW
        })
        .collect();
    packages.push(Package { revision: 1, ..RAW });
    let folder = folder_of(&packages);
    let server = Server::with_packages(folder.path(), &[]);
    (folder, server)
}

async fn begin(server: &Server, extension: &str, program: &str) -> Client {
    let mut client = server.connect().await;
    client
        .begin(extension, &text("interpreter", extension), program)
        .await;
    client
}

#[tokio::test]
async fn its_keeper_sleeps_until_something_happens() {
    let (_folder, server) = server();
    let mut client = begin(&server, "awk", &text("program", "awk")).await;
    client.next().await.unwrap();
    let program = programs_of(server.pid())[0];
    let mut launchers = launchers_of(server.pid()).into_iter();
    let keeper = launchers
        .find(|it| children_of(*it).contains(&program))
        .unwrap();
    let descriptors = std::fs::read_dir(format!("/proc/{keeper}/fd")).unwrap();
    let links = descriptors.filter_map(|it| std::fs::read_link(it.unwrap().path()).ok());
    let links: Vec<_> = links.map(|it| it.display().to_string()).collect();
    // Without it the keeper would ask again and again whether its program has ended.
    assert!(links.iter().any(|it| it.contains("signalfd")), "{links:?}");
}

#[tokio::test]
async fn six_engines_of_the_original_play_unchanged() {
    let (_folder, server) = server();
    for (extension, _, first) in ENGINES {
        let mut client = begin(&server, extension, &text("program", extension)).await;
        let frames = client.answer_all(|_| "ok".to_owned()).await;
        let mut expected: Vec<_> = (1..=5)
            .map(|it| first.replace('1', &it.to_string()))
            .collect();
        expected.push(first.replace("move", "say").replace('1', "goodbye"));
        expected.push("CLOSE_GAME".to_owned());
        assert_eq!(frames, expected, "{extension}");
    }
}

#[tokio::test]
async fn an_error_is_told_whole_with_the_learner_s_own_line() {
    let (_folder, server) = server();
    for (extension, program, line) in [
        (
            "sh",
            "move 1\n\nnowhere\nexit 1",
            "main.sh: line 3: nowhere",
        ),
        ("tcl", "\n\nerror \"höh\"", "line 3"),
        ("rb", "\n\nraise 'höh'", "main.rb:3:"),
        ("py", "\n\nraise Exception('höh')", "\"main.py\", line 3"),
        ("pl", "\n\ndie 'oh';", "main.pl line 3."),
    ] {
        let mut client = begin(&server, extension, program).await;
        let mut frames = client.answer_all(|_| "ok".to_owned()).await;
        assert_eq!(frames.pop().as_deref(), Some("CLOSE_GAME"), "{extension}");
        let told = frames.join("\n");
        assert!(told.contains(line), "{extension}: {told}");
        assert!(!told.contains("/tmp/"), "{extension}: {told}");
    }
}

#[tokio::test]
async fn a_whole_traceback_is_told_and_a_warning_ends_the_run() {
    let (_folder, server) = server();
    let mut client = begin(&server, "py", "def f(): g()\ndef g(): 1/0\nf()").await;
    let told = client.answer_all(|_| String::new()).await.join("\n");
    for part in [
        "Traceback",
        "line 1, in f",
        "line 2, in g",
        "ZeroDivisionError",
        "CLOSE_GAME",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let program = "echo 'careful' >&2; echo 'and more' >&2; sleep 1000";
    let mut client = begin(&server, "sh", program).await;
    let frames = client.answer_all(|_| String::new()).await;
    assert_eq!(
        frames,
        [
            "PROCESS_ERRORcareful",
            "PROCESS_ERRORand more",
            "CLOSE_GAME"
        ]
    );
}

#[tokio::test]
async fn what_a_program_prints_is_never_taken_for_a_command() {
    let (_folder, server) = server();
    let program = "$stdout.print \"start\\nforged\\n\"\nmove 1\nputs 'close', 'none', 'start'\n\
                   print 'thinking... start'\nmove 2\nprint \"\\0\\xff\", 'y' * 3_000_000\nmove 3";
    let mut client = begin(&server, "rb", program).await;
    let frames = client.answer_all(|_| "ok".to_owned()).await;
    let expected = [1, 2, 3].map(|it| format!("{{\"move\":\"{it}\"}}"));
    assert_eq!(frames[..3], expected);
    assert_eq!(frames[3..], ["CLOSE_GAME"]);
}

#[tokio::test]
async fn an_answer_stays_one_line() {
    let (_folder, server) = server();
    let mut client = begin(&server, "rb", "a = move 1\nb = move 2\nsay [a, b].inspect").await;
    for answer in ["two\nlines", "ok"] {
        client.next().await.unwrap();
        client.send(answer).await;
    }
    let said = client.next().await.unwrap();
    assert!(said.contains("two lines") && said.contains("ok"), "{said}");
}

#[tokio::test]
async fn a_control_word_ends_the_run_with_a_clear_error() {
    let (_folder, server) = server();
    let program = "echo none >&2; printf 'start\\nCLOSE_GAME\\ninsert\\n'; read -r answer";
    let mut client = begin_raw(&server, program).await;
    let frame = client.next().await.unwrap();
    assert!(
        frame.starts_with("PROCESS_ERROR`CLOSE_GAME` is a word of the protocol"),
        "{frame}"
    );
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn it_failed_to_start_only_when_a_signal_came_before_any_output() {
    let (_folder, server) = server();
    let mut client = begin_raw(&server, "kill -9 $$").await;
    let frames = client.answer_all(|_| String::new()).await;
    assert_eq!(
        frames.len(),
        4,
        "two more tries, the error, the end: {frames:?}"
    );
    let mut client = begin_raw(&server, "exit 0").await;
    client.expect("CLOSE_GAME").await;
}

async fn begin_raw(server: &Server, program: &str) -> Client {
    let mut client = server.connect().await;
    client.begin("raw", "", program).await;
    client
}
