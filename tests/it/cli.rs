//! The command line: what it prints, and with which exit status.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::support::{Native, Server, built_in_languages, eventually};

/// Runs the binary with `input` on its standard input.
fn livecoding(arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It may end without reading.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A file with `text`, and its path.
fn file(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    (folder, path)
}

#[test]
fn run_prints_commands_and_answers_from_standard_input() {
    let program = "local a = up(1)\nprint('got ' .. a)\nup(a)";
    let (_folder, program) = file("main.lua", program);
    let (_games, game) = file(
        "game.lua",
        "function up(n) return Engine.send('up ' .. n) end",
    );
    let output = livecoding(
        &["run", "lua", &program, "--interpreter", &game],
        &[],
        "two\nthree\n",
    );
    assert_eq!(stdout(&output), "up 1\nup two\n");
    assert_eq!(stderr(&output), "got two\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn run_tells_an_error_with_its_line_and_fails() {
    let (_folder, program) = file("main.lua", "\n\nerror('höh')");
    let output = livecoding(&["run", "lua", &program, "--answer", "x"], &[], "");
    assert!(
        stderr(&output).contains("main.lua:3: höh"),
        "{}",
        stderr(&output)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn run_stops_when_there_are_no_more_answers() {
    let (_folder, program) = file("main.lua", "while true do Engine.send('x') end");
    let output = livecoding(&["run", "lua", &program], &[], "1\n");
    assert_eq!(stdout(&output), "x\nx\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn run_names_the_languages_when_it_does_not_know_one() {
    let (_folder, program) = file("main.cob", "");
    let output = livecoding(&["run", "cobol", &program], &[], "");
    assert!(stderr(&output).contains("`cobol` does not work here; known languages are"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn doctor_proves_all_languages_by_playing_their_self_tests() {
    let output = livecoding(&["doctor", "--json"], &[], "");
    let diagnosis: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let working = diagnosis["languages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["works"] == true);
    let working: Vec<_> = working.map(|it| it["id"].as_str().unwrap()).collect();
    let expected = built_in_languages();
    assert_eq!(working, expected, "{diagnosis:#}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn doctor_says_why_a_language_does_not_work_and_what_to_do() {
    let output = livecoding(&["doctor"], &[("PATH", "/nonexistent")], "");
    let table = stdout(&output);
    let ruby = table.lines().find(|line| line.starts_with("ruby")).unwrap();
    assert!(
        ruby.contains("`ruby` not found; try: apt-get install ruby"),
        "{table}"
    );
    let lua = table.lines().find(|line| line.starts_with("lua")).unwrap();
    assert!(lua.contains("yes   built in"), "{table}");
}

#[test]
fn a_wrong_setting_is_named_with_the_nearest_known_one() {
    let variable = [("LIVECODING_SERVER_LISTN", "x")];
    let output = livecoding(&["serve", "--check-config"], &variable, "");
    assert!(stderr(&output).contains("did you mean `LIVECODING_SERVER_LISTEN`?"));
    assert_eq!(output.status.code(), Some(78));
}

#[test]
fn the_shipped_configuration_is_valid() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/config/livecoding.toml");
    let output = livecoding(&["serve", "--check-config", "--config", shipped], &[], "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn settings_that_a_server_cannot_use_are_refused_before_it_starts() {
    let (_folder, workers) = file("many.toml", "[server]\nworkers = 513\n");
    let (_folder, list) = file("list.toml", "[restart]\nstart_retry_ms = [-1]\n");
    let cases = [
        (vec!["--listen", ""], vec![], "nowhere to listen"),
        (vec!["--config", &workers], vec![], "workers is at most 512"),
        (
            vec!["--config", &list],
            vec![],
            "`restart.start_retry_ms` cannot be `[-1]`; it takes a list in square brackets",
        ),
        (
            vec![],
            vec![("LIVECODING_RUN_THREADS", "5000000000")],
            "LIVECODING_RUN_THREADS: `run.threads` cannot be `5000000000`",
        ),
        (
            vec![],
            vec![("LIVECODING_LOG_FILTER", "==b")],
            "`log.filter` cannot be `==b`",
        ),
        (
            vec![],
            vec![("LIVECODING_SERVER_WORK_FOLDER", "/nonexistent")],
            "work_folder is `/nonexistent`, which is no folder",
        ),
        (
            vec![],
            vec![("LIVECODING_NATIVE_MESSAGE_BYTES", "0")],
            "[native] message_bytes is 0",
        ),
    ];
    for (more, variables, expected) in cases {
        for first in [&["serve"][..], &["serve", "--check-config"]] {
            let output = livecoding(&[first, &more].concat(), &variables, "");
            assert!(stderr(&output).contains(expected), "{}", stderr(&output));
            assert_eq!(output.status.code(), Some(78), "{expected}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_told() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let output = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["schema", "typescript"])
        .stdout(full.unwrap())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert!(
        stderr(&output).contains("not everything could be written to standard output"),
        "{}",
        stderr(&output)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[tokio::test]
async fn a_server_that_is_told_to_end_while_it_starts_ends_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let is_empty = || std::fs::read_dir(folder.path()).unwrap().next().is_none();
    let mut server = Command::new(env!("CARGO_BIN_EXE_livecoding"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("TMPDIR", folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // From then on there is something to leave.
    eventually("its folder is there", || !is_empty()).await;
    let pid = rustix::process::Pid::from_child(&server);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(server.wait().unwrap().code(), Some(0));
    assert!(is_empty());
}

#[tokio::test]
async fn monitors_may_ask_for_the_head_alone_and_nothing_is_written() {
    let server = Server::start();
    for path in ["/", "/health", "/games/maze/manifest.json", "/addresses"] {
        let head = server.ask_by("HEAD", path, &[]).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "HEAD {path}");
    }
    for path in ["/health", "/addresses", "/frame"] {
        let posted = server.ask_by("POST", path, &[]).await;
        assert_eq!(posted.status, 405, "POST {path}");
    }
}

#[test]
fn an_address_that_others_reach_is_refused_while_programs_are_not_isolated() {
    for address in ["0.0.0.0:0", "[::]:0", "[::ffff:0.0.0.0]:0"] {
        let output = livecoding(&["--listen", address], &[NOT_ISOLATED], "");
        let said = stderr(&output);
        assert!(said.contains("programs are not isolated"), "{said}");
        assert!(
            said.contains("not held: files, network, other processes"),
            "{said}"
        );
        assert_eq!(output.status.code(), Some(78), "{address}");
    }
}

/// As on a machine that offers nothing.
const NOT_ISOLATED: (&str, &str) = ("LIVECODING_SANDBOX_MAX_TIER", "D");

#[test]
fn a_machine_that_isolates_less_than_the_operator_asks_for_is_refused() {
    let min_tier = ("LIVECODING_SANDBOX_MIN_TIER", "C");
    let output = livecoding(&["--listen", "127.0.0.1:0"], &[NOT_ISOLATED, min_tier], "");
    let said = stderr(&output);
    assert!(
        said.contains("isolation is of tier D, and [sandbox] min_tier asks for C"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(78));
}

#[tokio::test]
async fn whoever_overrides_the_refusal_is_told_so_everywhere() {
    let flag = "--accept-that-programs-are-not-isolated";
    let listen = ["--listen", "0.0.0.0:0", flag];
    let mut server = Server::with_own_address(&listen, &[NOT_ISOLATED]);
    let port = server.addresses[0].rsplit(':').next().unwrap().to_owned();
    server.addresses[0] = format!("127.0.0.1:{port}");
    let health = server.health().await;
    assert_eq!(health["isolated"], false);
    assert_eq!(health["isolation"]["overridden"], true);
    let client = Native::begin(&server).await;
    let told = &client.welcome["server"];
    assert_eq!(told["isolated"], false);
    assert_eq!(told["isolation"]["tier"], "D");
    assert_eq!(told["isolation"]["overridden"], true);
    assert!(
        server
            .log()
            .contains("others can reach this server, and programs are not isolated")
    );
}

#[test]
fn a_broken_language_package_is_named_with_its_fault() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("klingon");
    std::fs::create_dir(&package).unwrap();
    std::fs::write(
        package.join("language.toml"),
        "id = \"klingon\"\ncolour = 1\n",
    )
    .unwrap();
    let path = folder.path().display().to_string();
    let output = livecoding(&["serve", "--check-config", "--languages", &path], &[], "");
    let said = stderr(&output);
    assert!(
        said.contains("`klingon`") && said.contains("colour"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(78));
}

#[tokio::test]
async fn the_health_report_counts_and_names_the_languages() {
    let server = Server::start();
    let mut client = server.connect().await;
    client.begin("lua", "", "Engine.send('x')").await;
    client.expect("x").await;
    let health = server.health().await;
    let counts = [
        &health["sessions"],
        &health["runs"],
        &health["runs_started"],
    ];
    assert_eq!(
        counts.map(serde_json::Value::as_u64),
        [Some(1), Some(1), Some(1)]
    );
    assert_eq!(health["runs_waiting"], 0);
    let max_runs = health["max_runs"].as_u64();
    assert!(max_runs.is_some_and(|it| it >= 8), "{max_runs:?}");
    assert_eq!(health["status"], "ok");
    // Which tier it is depends on the machine; tests/it/isolation tells what each must hold.
    let not_held = health["isolation"]["not_held"].as_array().unwrap();
    assert_eq!(health["isolated"], not_held.is_empty());
    assert!(health["isolation"]["tier"].is_string());
    assert_eq!(health["isolation"]["overridden"], false);
    let known = health["languages"].as_array().unwrap().len();
    assert_eq!(known, built_in_languages().len());
}

#[tokio::test]
async fn log_lines_can_be_json() {
    let server = Server::with_arguments(&["--log-format", "json"], &[]);
    let mut client = server.connect().await;
    client.begin("lua", "", "").await;
    client.expect("CLOSE_GAME").await;
    let is_told = || {
        let log = server.log();
        let mut lines = log
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        lines.any(|line| line["fields"]["message"] == "run ended")
    };
    eventually("the end of the run is a JSON line", is_told).await;
}

/// The package of docs/languages.md: no Rust is needed for a language.
#[tokio::test]
async fn a_language_is_added_by_a_folder() {
    let packages = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/packages");
    let output = livecoding(&["doctor", "--languages", packages], &[], "");
    let table = stdout(&output);
    assert!(
        table.lines().any(|it| it.starts_with("newlisp      yes")),
        "{table}"
    );
    let server = Server::with_packages(packages.as_ref(), &[]);
    let mut client = server.connect().await;
    let game = r#"(define (up n) (Engine:send (append "up " (string n))))"#;
    client
        .begin(
            "newlisp",
            game,
            "(set 'answer (up 1))\n\n(throw-error (append \"got \" answer))",
        )
        .await;
    client.expect("up 1").await;
    client.send("naïve \"x\"\n$y [z]").await;
    let frames = client.answer_all(|_| String::new()).await.join("\n");
    for part in ["got naïve \"x\"", "$y [z]", "main.lsp:3: ", "CLOSE_GAME"] {
        assert!(frames.contains(part), "{part} in {frames}");
    }
}
