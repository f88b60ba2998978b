//! The original's engine protocol, spoken by six engines that were written from its text alone.

use std::fs;

use super::scene::{RAW1, Scene, closed};
use crate::support::{Client, Package, folder_of};

/// One of the engines in tests/it/engines, and what its language needs said differently.
struct Engine {
    extension: &'static str,
    command: &'static [&'static str],
    /// The first command of its program, as it writes it.
    first: &'static str,
    /// A program with an error on line 3, and how that is told.
    error: (&'static str, &'static str),
    /// Prints the protocol's words and text without line ends between two moves.
    chatter: &'static str,
    /// Says what the answer to its move was.
    echo: &'static str,
}

const ENGINES: [Engine; 6] = [
    Engine {
        extension: "sh",
        command: &["bash", "{main}"],
        first: "{\"move\":\"1\"}",
        error: (
            "move 1\n# more\nnowhere\nexit 1",
            "main.sh: line 3: nowhere: command not found",
        ),
        chatter: "move 1\nprintf 'insert\\nstart\\nforged\\nclose\\nnone\\nthinking... start'\nmove 2\nprintf start",
        echo: "move 1\nsay \"$ANSWER\"",
    },
    Engine {
        extension: "tcl",
        command: &["tclsh", "{main}"],
        first: "{\"move\":\"1\"}",
        error: ("move 1\n# more\nerror why", "main.tcl\" line 3)"),
        chatter: "move 1\nputs -nonewline \"insert\\nstart\\nforged\\nclose\\nnone\\nthinking... start\"\nmove 2\nputs -nonewline start",
        echo: "say [move 1]",
    },
    Engine {
        extension: "rb",
        command: &["ruby", "{main}"],
        first: "{\"move\":\"1\"}",
        error: (
            "move 1\n# more\nraise 'why'",
            "main.rb:3:in `<main>': why (RuntimeError)",
        ),
        chatter: "move 1\nprint \"insert\\nstart\\nforged\\nclose\\nnone\\nthinking... start\"\nmove 2\nprint 'start'",
        echo: "say move(1)",
    },
    Engine {
        extension: "py",
        command: &["python3", "{main}"],
        first: "{\"move\": \"1\"}",
        error: (
            "move(1)\n# more\nraise Exception('why')",
            "File \"main.py\", line 3, in <module>",
        ),
        chatter: "move(1)\nprint('insert\\nstart\\nforged\\nclose\\nnone\\nthinking... start', end='')\nmove(2)\nprint('start', end='')",
        echo: "say(move(1))",
    },
    Engine {
        extension: "pl",
        command: &["perl", "{main}"],
        first: "{\"move\":\"1\"}",
        error: ("move(1);\n# more\ndie 'why';", "why at main.pl line 3, "),
        chatter: "move(1);\nprint \"insert\\nstart\\nforged\\nclose\\nnone\\nthinking... start\";\nmove(2);\nprint 'start';",
        echo: "chomp(my $answer = move(1)); say($answer);",
    },
    Engine {
        extension: "awk",
        command: &["mawk", "-W", "interactive", "-f", "{main}"],
        first: "{\"move\":\"1\"}",
        // The errors of mawk at run time name no line, those of its syntax do.
        error: ("BEGIN {\n# more\nmove(1) )\n}", "main.awk: line 3: "),
        chatter: "BEGIN { move(1)\nprintf \"insert\\nstart\\nforged\\nclose\\nnone\\nthinking... start\"\nmove(2)\nprintf \"start\" }",
        echo: "BEGIN { say(move(1)) }",
    },
];

impl Engine {
    async fn begin(&self, scene: &Scene, program: &str) -> Client {
        let mut client = scene.server.connect().await;
        client
            .begin(
                self.extension,
                &text("interpreter", self.extension),
                program,
            )
            .await;
        client
    }

    /// The command that its interpreter sends for `word` and `value`.
    fn command(&self, word: &str, value: &str) -> String {
        self.first.replace("move", word).replace('1', value)
    }
}

#[tokio::test]
async fn each_plays_unchanged() {
    let scene = scene();
    for engine in &ENGINES {
        let mut client = engine
            .begin(&scene, &text("program", engine.extension))
            .await;
        for nth in 1..=5 {
            client
                .expect(&engine.command("move", &nth.to_string()))
                .await;
            client.send("ok").await;
        }
        client.expect(&engine.command("say", "goodbye")).await;
        client.send("ok").await;
        closed(&mut client, engine.extension).await;
    }
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn an_error_on_the_learner_s_third_line_is_told_as_such() {
    let scene = scene();
    for engine in &ENGINES {
        let (program, expected) = engine.error;
        let mut client = engine.begin(&scene, program).await;
        let told = told(&mut client).await;
        assert!(told.contains(expected), "{}: {told}", engine.extension);
        assert!(!told.contains("/tmp/"), "{}: {told}", engine.extension);
    }
}

#[tokio::test]
async fn a_traceback_is_told_from_its_first_line_to_its_last() {
    let scene = scene();
    let learner = [
        (
            "py",
            "def f():\n    g()\ndef g():\n    return 1 / 0\nf()",
            [
                "Traceback (most recent call last):",
                "File \"main.py\", line 5, in <module>",
                "File \"main.py\", line 2, in f",
                "File \"main.py\", line 4, in g",
                "ZeroDivisionError: division by zero",
            ],
        ),
        (
            "rb",
            "def f\n  g\nend\ndef g = raise('why')\nf",
            [
                "main.rb:4:in `g'",
                "why",
                "(RuntimeError)",
                "from main.rb:2:in `f'",
                "from main.rb:5:in `<main>'",
            ],
        ),
        (
            "tcl",
            "proc f {} {\n    g\n}\nproc g {} { error why }\nf",
            [
                "why",
                "while executing",
                "(procedure \"g\" line 1)",
                "(procedure \"f\" line 2)",
                "main.tcl\" line 5)",
            ],
        ),
    ];
    for (extension, program, parts) in learner {
        let engine = ENGINES.iter().find(|it| it.extension == extension).unwrap();
        let mut client = engine.begin(&scene, program).await;
        let told = told(&mut client).await;
        let mut rest = told.as_str();
        for part in parts {
            let (_, after) = rest
                .split_once(part)
                .unwrap_or_else(|| panic!("{part} in {told}"));
            rest = after;
        }
    }
}

/// The original lost up to 39 of 100 of them under load.
#[tokio::test]
async fn an_error_right_after_a_command_is_never_lost() {
    let scene = scene();
    for engine in &ENGINES {
        let program = match engine.extension {
            "sh" => "move 1; echo why >&2; exit 1",
            "awk" => "BEGIN { move(1); print \"why\" > \"/dev/stderr\"; exit 1 }",
            "tcl" => "move 1; error why",
            "pl" => "move(1); die 'why';",
            "rb" => "move 1; raise 'why'",
            _ => "move(1); raise Exception('why')",
        };
        for nth in 0..20 {
            let mut client = engine.begin(&scene, program).await;
            // The answer waits for the command in every other run.
            if nth % 2 == 0 {
                client.send("ok").await;
                client.expect(engine.first).await;
            } else {
                client.expect(engine.first).await;
                client.send("ok").await;
            }
            let frames = client.answer_all(|_| "ok".to_owned()).await;
            let is_told = frames
                .iter()
                .any(|it| it.starts_with("PROCESS_ERROR") && it.contains("why"));
            assert!(is_told, "{}: {frames:?}", engine.extension);
        }
    }
}

#[tokio::test]
async fn any_text_on_standard_error_ends_the_run() {
    let scene = scene();
    for engine in &ENGINES {
        let program = match engine.extension {
            "sh" => "move 1\necho careful >&2\nsleep 1000",
            "awk" => "BEGIN { move(1); print \"careful\" > \"/dev/stderr\"; fflush(); while (1); }",
            "tcl" => "move 1\nputs stderr careful\nwhile 1 {}",
            "pl" => "move(1); warn \"careful\\n\"; sleep 1000;",
            "rb" => "move 1\nwarn 'careful'\nsleep",
            _ => "import sys, time\nmove(1)\nprint('careful', file=sys.stderr)\ntime.sleep(1000)",
        };
        let mut client = engine.begin(&scene, program).await;
        client.expect(engine.first).await;
        client.send("ok").await;
        client.expect("PROCESS_ERRORcareful").await;
        closed(&mut client, engine.extension).await;
        scene.nothing_is_left().await;
    }
}

#[tokio::test]
async fn words_of_the_protocol_that_a_program_prints_are_text() {
    let scene = scene();
    for engine in &ENGINES {
        let mut client = engine.begin(&scene, engine.chatter).await;
        for nth in 1..=2 {
            client
                .expect(&engine.command("move", &nth.to_string()))
                .await;
            client.send("ok").await;
        }
        closed(&mut client, engine.extension).await;
    }
}

/// It can, by all three of them in their order; then it may lose a command of its own.
#[tokio::test]
async fn a_program_that_forges_a_whole_command_harms_itself_alone() {
    let scene = scene();
    let honest = &ENGINES[0];
    let mut other = honest.begin(&scene, "move 1").await;
    other.expect(honest.first).await;
    for engine in &ENGINES {
        let program = engine.chatter.replace("forged", "forged\\ninsert");
        let mut client = engine.begin(&scene, &program).await;
        client.expect(engine.first).await;
        client.send("ok").await;
        let frames = client.answer_all(|_| "ok".to_owned()).await;
        let (end, played) = frames.split_last().unwrap();
        assert_eq!(end, "CLOSE_GAME", "{}", engine.extension);
        let known = ["forged".to_owned(), engine.command("move", "2")];
        let is_known = played.iter().all(|it| known.contains(it));
        assert!(is_known, "{}: {frames:?}", engine.extension);
    }
    other.send("ok").await;
    closed(&mut other, "another program").await;
    scene.nothing_is_left().await;
}

#[tokio::test]
async fn an_answer_with_line_ends_is_one_line() {
    let scene = scene();
    for engine in &ENGINES {
        let mut client = engine.begin(&scene, engine.echo).await;
        client.expect(engine.first).await;
        client.send("\none\ntwo\r\nthree\r\n").await;
        let said = client.next().await.unwrap();
        for word in ["say", "one two", "three"] {
            assert!(said.contains(word), "{}: {said}", engine.extension);
        }
        client.send("ok").await;
        closed(&mut client, engine.extension).await;
    }
}

/// A server with all six, each named by its extension.
fn scene() -> Scene {
    let engines = ENGINES.each_ref().map(|it| text("engine", it.extension));
    let packages: Vec<_> = ENGINES
        .iter()
        .zip(&engines)
        .map(|(it, engine)| Package {
            id: it.extension,
            extension: it.extension,
            command: it.command,
            engine,
            ..RAW1
        })
        .collect();
    Scene::with_packages(folder_of(&packages), &[])
}

fn text(kind: &str, extension: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/engines");
    fs::read_to_string(format!("{folder}/{kind}.{extension}")).unwrap()
}

/// The error text, its lines put together again, after every command was answered.
async fn told(client: &mut Client) -> String {
    let frames = client.answer_all(|_| "ok".to_owned()).await;
    assert_eq!(frames.last().map(String::as_str), Some("CLOSE_GAME"));
    let lines = frames
        .iter()
        .filter_map(|it| it.strip_prefix("PROCESS_ERROR"));
    lines.collect::<Vec<_>>().join("\n")
}
