//! The transcripts of docs/protocol.md, played against the real server.

use std::collections::HashMap;
use std::fs;
use std::time::Duration;

use serde_json::Value;

use crate::support::{Client, Native, Package, RAW, Server, folder_of, play};

/// A server that says nothing for so long says nothing more.
const QUIET: Duration = Duration::from_secs(20);

/// Every transcript of this kind on the page.
fn transcripts(kind: &str) -> Vec<String> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/protocol.md");
    let page = fs::read_to_string(page).unwrap();
    let fence = format!("```text {kind}\n");
    let found: Vec<_> = page
        .split(&fence)
        .skip(1)
        .map(|it| it.split("```").next().unwrap().to_owned())
        .collect();
    assert!(!found.is_empty(), "no transcript of {kind}");
    found
}

#[tokio::test]
async fn the_classic_transcripts_are_true() {
    let server = Server::start();
    for transcript in transcripts("classic") {
        play(&server, &transcript).await;
    }
}

#[tokio::test]
async fn the_engine_transcripts_are_true() {
    for revision in [1, 2] {
        let packages = folder_of(&[Package { revision, ..RAW }]);
        let server = Server::with_packages(packages.path(), &[]);
        for transcript in transcripts(&format!("engine {revision}")) {
            play_engine(&server, &transcript).await;
        }
    }
}

/// Plays the program's part as a shell script, which ends with status 9 where the server's is
/// another, and the client's part here.
async fn play_engine(server: &Server, transcript: &str) {
    let mut script = String::new();
    for line in transcript.lines() {
        let (who, text) = line.split_once(": ").unwrap();
        let text = text.replace('\'', "'\\''");
        let step = match who {
            "stdout" => format!("printf '%s\\n' '{text}'"),
            "stderr" => format!("printf '%s\\n' '{text}' >&2"),
            "program" => format!("printf '%s\\n' '{text}' >&4"),
            "stdin" => format!("IFS= read -r it; [ \"$it\" = '{text}' ] || exit 9"),
            "server" => match text.strip_suffix('…') {
                Some(begin) => {
                    format!("IFS= read -r it <&3; [[ \"$it\" == '{begin}'* ]] || exit 9")
                }
                None => format!("IFS= read -r it <&3; [ \"$it\" = '{text}' ] || exit 9"),
            },
            "client gets" | "client says" => continue,
            other => panic!("who is {other}?"),
        };
        script = format!("{script}{step}\n");
    }
    let mut client: Client = server.connect().await;
    client.begin("raw", "", &script).await;
    for line in transcript.lines() {
        let (who, text) = line.split_once(": ").unwrap();
        let text = text.replace("\\n", "\n");
        match who {
            "client gets" => client.expect(&text).await,
            "client says" => client.send(&text).await,
            _ => (),
        }
    }
}

#[tokio::test]
async fn the_native_transcripts_are_true() {
    let server = Server::start();
    for transcript in transcripts("native") {
        let mut scene = Scene {
            server: &server,
            clients: HashMap::new(),
            values: HashMap::new(),
        };
        for line in transcript.lines() {
            scene.play(line).await;
        }
    }
}

/// The connections of one transcript, and the values that it uses again.
struct Scene<'a> {
    server: &'a Server,
    clients: HashMap<String, Native>,
    values: HashMap<String, Value>,
}

impl Scene<'_> {
    async fn play(&mut self, line: &str) {
        let (name, rest) = line.split_at(1);
        if let Some(sent) = rest.strip_prefix("> ") {
            let mut message: Value = serde_json::from_str(sent).expect(line);
            self.fill(&mut message);
            if message["type"] == "hello" {
                let client = Native::connect(self.server).await;
                self.clients.insert(name.to_owned(), client);
            }
            let client = self.clients.get_mut(name).expect(line);
            client.passes_holes = true;
            return client.send_raw(message.to_string()).await;
        }
        let client = self.clients.get_mut(name).expect(line);
        if let Some(code) = rest.strip_prefix(" closed ") {
            assert_eq!(
                client.close_code().await,
                Some(code.parse().unwrap()),
                "{line}"
            );
        } else if rest == " cut" {
            client.lose().await;
        } else {
            let (expected, skips) = match rest.strip_prefix("<* ") {
                Some(expected) => (expected, true),
                None => (rest.strip_prefix("< ").expect(line), false),
            };
            let expected: Value = serde_json::from_str(expected).expect(line);
            let mut passed = Vec::new();
            loop {
                let told = tokio::time::timeout(QUIET, client.next()).await;
                let told = told.unwrap_or_else(|_| panic!("only {passed:?} came for {line}"));
                let told = told.unwrap_or_else(|| panic!("closed before {line}"));
                let mut values = self.values.clone();
                if fits(&expected, &told, &mut values) {
                    self.values = values;
                    return;
                }
                assert!(skips, "{told} came for {line}");
                passed.push(told.to_string());
            }
        }
    }

    fn fill(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(known) = self.values.get(text) {
                    *value = known.clone();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|it| self.fill(it)),
            Value::Object(fields) => fields.values_mut().for_each(|it| self.fill(it)),
            Value::Null | Value::Bool(_) | Value::Number(_) => (),
        }
    }
}

/// Whether `told` has all that is expected; what stands for a value is remembered.
fn fits(expected: &Value, told: &Value, values: &mut HashMap<String, Value>) -> bool {
    match expected {
        Value::String(text) if text.starts_with('$') => {
            values.entry(text.clone()).or_insert_with(|| told.clone()) == told
        }
        Value::Object(fields) => fields
            .iter()
            .all(|(name, it)| fits(it, &told[name], values)),
        Value::Array(items) => told.as_array().is_some_and(|told| {
            let mut both = items.iter().zip(told);
            items.len() == told.len() && both.all(|(item, it)| fits(item, it, values))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => expected == told,
    }
}
