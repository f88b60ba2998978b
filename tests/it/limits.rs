//! A run that hits a limit ends by it, and is told which; what only comes near does not.

use serde_json::{Value, json};

use crate::support::{Native, RAW, Server, copy_of, folder_of};

/// How programs of each language use up all memory: by many small things, and by large ones.
const HUNGRY: &[(&str, &str, &str)] = &[
    (
        "ruby",
        "a = []\nloop { a << Object.new }",
        "a = []\nloop { a << 'x' * 1_000_000 }",
    ),
    (
        "python",
        "a = []\nwhile True: a.append(object())",
        "a = []\nwhile True: a.append('x' * 1000000)",
    ),
    (
        "php",
        "$a = []; while (true) $a[] = new stdClass;",
        "$a = []; while (true) $a[] = str_repeat('x', 1000000);",
    ),
    (
        "nodejs",
        "const a = []; for (;;) a.push({});",
        "const a = []; for (;;) a.push(new Array(100000).fill(1.5));",
    ),
    (
        "perl",
        "my @a; push @a, {} while 1;",
        "my @a; push @a, 'x' x 1_000_000 while 1;",
    ),
    (
        "javascript",
        "const a = []; for (;;) a.push({});",
        "const a = []; for (let i = 0;; i++) a.push(new Array(100000).fill(i));",
    ),
    (
        "lua",
        "local a = {} while true do a[#a + 1] = {} end",
        "local a = {} while true do a[#a + 1] = ('x'):rep(1000000) .. #a end",
    ),
    (
        "typescript",
        "const a: object[] = []; for (;;) a.push({});",
        "const a: number[][] = []; for (;;) a.push(new Array(100000).fill(1.5));",
    ),
    (
        "scheme",
        "(define a '())\n(let loop () (set! a (cons 1 a)) (loop))",
        "(define a '())\n(let loop () (set! a (cons (make-vector 100000 1.5) a)) (loop))",
    ),
    (
        "r",
        "a <- NULL\nrepeat a <- list(a, 1)",
        "a <- list()\nrepeat a[[length(a) + 1]] <- runif(1e6)",
    ),
    (
        "go",
        "package main\nvar a [][]int\nfunc main() { for { a = append(a, make([]int, 10)) } }",
        "package main\nvar a [][]byte\nfunc main() { for { b := make([]byte, 1000000); for i := range b { b[i] = 1 }; a = append(a, b) } }",
    ),
    (
        "java",
        "class Main { public static void main(String[] x) { var a = new java.util.ArrayList<Object>(); while (true) a.add(new Object()); } }",
        "class Main { public static void main(String[] x) { var a = new java.util.ArrayList<Object>(); while (true) a.add(new byte[1000000]); } }",
    ),
    (
        "bash",
        "a=()\nwhile :; do a+=(x); done",
        "a=x\nwhile :; do a=$a$a; done",
    ),
    (
        "tcl",
        "while 1 { lappend a x[incr n] }",
        "while 1 { append a [string repeat x 1000000] }",
    ),
    (
        "c",
        "#include <stdlib.h>\nint main(void) { for (;;) *(char *) malloc(100) = 1; }",
        "#include <stdlib.h>\n#include <string.h>\nint main(void) { for (;;) memset(malloc(1000000), 1, 1000000); }",
    ),
    (
        "cpp",
        "int main() { for (;;) *new int[20] = 1; }",
        "#include <vector>\nint main() { std::vector<std::vector<char>> a; for (;;) a.emplace_back(1000000, 'x'); }",
    ),
];

#[tokio::test]
async fn out_of_memory_says_memory_in_each_language() {
    let server = Server::start();
    for (language, small, large) in HUNGRY.iter().copied() {
        for program in [small, large] {
            let ended = end_of(&server, language, program).await;
            let told = (&ended["reason"], &ended["limit"]);
            assert_eq!(
                told,
                (&json!("limit"), &json!("memory")),
                "{language}: {ended}"
            );
            assert_eq!(ended["error"]["kind"], "limit", "{language}: {ended}");
        }
    }
}

#[tokio::test]
async fn a_program_that_takes_a_part_of_its_memory_lives_on() {
    let server = Server::start();
    let programs = [
        ("ruby", "a = 'x' * 40_000_000\nEngine.send(a.size.to_s)"),
        ("python", "a = 'x' * 40000000\nEngine.send(str(len(a)))"),
        (
            "php",
            "$a = str_repeat('x', 40000000); Engine::send((string) strlen($a));",
        ),
        (
            "nodejs",
            "const a = Buffer.alloc(40000000, 1); Engine.send(String(a.length))",
        ),
        (
            "perl",
            "my $a = 'x' x 20_000_000; $a .= $a; Engine->send(length $a);",
        ),
        (
            "javascript",
            "const a = new Uint8Array(40000000); Engine.send(String(a.length))",
        ),
        (
            "lua",
            "local a = ('x'):rep(40000000) Engine.send(tostring(#a))",
        ),
    ];
    for (language, program) in programs {
        let mut client = Native::begin(&server).await;
        client.run(language, program).await;
        let command = client.until("command").await;
        assert_eq!(command["raw"], "40000000", "{language}");
    }
}

#[tokio::test]
async fn a_busy_loop_ends_by_its_processor_time_and_a_game_loop_does_not() {
    let server = Server::with(&[("LIVECODING_RUN_CPU_SECONDS", "1")]);
    let ended = end_of(&server, "lua", "while true do end").await;
    assert_eq!(
        (&ended["reason"], &ended["limit"]),
        (&json!("limit"), &json!("cpu"))
    );
    // Each command comes after half of what may be computed between two; all together take more.
    let program = "for i = 1, 8 do\n\
        local t = os.clock() while os.clock() - t < 0.4 do end\n\
        Engine.send('{\"action\":\"x\"}')\nend";
    let mut client = Native::begin(&server).await;
    client.run("lua", program).await;
    for cid in 1..=8 {
        client.command("x").await;
        client
            .send("command.result", json!({"cid": cid, "value": true}))
            .await;
    }
    assert_eq!(client.until("run.ended").await["reason"], "finished");
}

#[tokio::test]
async fn a_program_that_waits_for_its_player_uses_nothing() {
    let server = Server::with(&[("LIVECODING_RUN_CPU_SECONDS", "1")]);
    let mut waiting = Native::begin(&server).await;
    waiting
        .run("lua", "Engine.send('{\"action\":\"x\"}')")
        .await;
    waiting.command("x").await;
    // Another one is looked at and ended meanwhile.
    end_of(&server, "lua", "while true do end").await;
    waiting
        .send("command.result", json!({"cid": 1, "value": true}))
        .await;
    assert_eq!(waiting.until("run.ended").await["reason"], "finished");
}

#[tokio::test]
async fn a_full_work_folder_says_files() {
    let server = Server::start();
    for program in [
        "f = File.open('big', 'w')\nloop { f.write('x' * 1_000_000) }",
        "(1..).each { |i| File.write(\"f#{i}\", '') }",
    ] {
        let ended = end_of(&server, "ruby", program).await;
        assert_eq!(ended["reason"], "limit", "{ended}");
        assert_eq!(ended["limit"], "files", "{ended}");
        assert_eq!(ended["error"]["file"], "main.rb", "{ended}");
    }
}

#[tokio::test]
async fn a_language_s_own_limits_come_before_the_configuration_s() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("lua");
    copy_of("config/languages/lua", &copy);
    let manifest = std::fs::read_to_string(copy.join("language.toml")).unwrap();
    let manifest = manifest.replace(
        "[limits]",
        "[limits]\nmemory_bytes = 33554432\ncpu_seconds = 1",
    );
    std::fs::write(copy.join("language.toml"), manifest).unwrap();
    let server = Server::with_packages(folder.path(), &[]);
    let hungry = "local a = ('x'):rep(20000000)";
    assert_eq!(end_of(&server, "lua", hungry).await["limit"], "memory");
    assert_eq!(
        end_of(&server, "lua", "while true do end").await["limit"],
        "cpu"
    );
}

#[tokio::test]
async fn exit_statuses_signals_and_limits_are_told_apart() {
    let folder = folder_of(&[RAW]);
    let server =
        Server::with_packages(folder.path(), &[("LIVECODING_RESTART_CRASH_RESTARTS", "0")]);
    for (program, reason, exit, signal) in [
        ("exit 0", "finished", json!(0), Value::Null),
        ("exit 139", "error", json!(139), Value::Null),
        ("kill -SEGV $$", "crashed", Value::Null, json!(11)),
        ("kill -KILL $$", "crashed", Value::Null, json!(9)),
        ("kill -TERM $$", "crashed", Value::Null, json!(15)),
    ] {
        let ready = "echo 'ready {\"revision\":2}' >&4; read -r program <&3\n";
        let mut client = Native::begin(&server).await;
        let file = json!({"name": "main.sh", "text": format!("{ready}{program}")});
        client
            .ask("run.start", json!({"language": "raw", "files": [file]}))
            .await
            .unwrap();
        let ended = client.until("run.ended").await;
        assert_eq!(ended["reason"], reason, "{program}: {ended}");
        assert_eq!(ended["exit"], exit, "{program}: {ended}");
        assert_eq!(ended["signal"], signal, "{program}: {ended}");
        assert_eq!(ended["limit"], Value::Null, "{program}: {ended}");
    }
}

async fn end_of(server: &Server, language: &str, program: &str) -> Value {
    let mut client = Native::begin(server).await;
    client.run(language, program).await;
    client.until("run.ended").await
}
