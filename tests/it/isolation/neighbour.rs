//! A session beside a hostile one, on the same server.

use std::time::{Duration, Instant};

use serde_json::json;

use super::ground::Ground;
use crate::support::Native;

/// Commands that it plays while others do their worst.
const COMMANDS: u32 = 30;
/// However slow it is when it is alone, so long it may take.
const AT_LEAST: Duration = Duration::from_mins(1);
/// How much longer than alone it may take.
const TIMES: u32 = 10;

const PROGRAM: &str = "local answer = 'none'
for i = 1, 32 do answer = Engine.send('step ' .. i .. ' after ' .. answer) end";

/// A program whose commands follow from the answers to those before.
pub struct Neighbour {
    client: Native,
    played: u32,
    answer: String,
}

impl Neighbour {
    /// Its first command has come and waits for its answer.
    pub async fn begin(ground: &Ground) -> Self {
        let mut client = Native::begin(&ground.server).await;
        client.run("lua", PROGRAM).await;
        let mut neighbour = Self {
            client,
            played: 0,
            answer: "none".to_owned(),
        };
        neighbour.step().await;
        neighbour
    }

    /// Plays its commands, each answered at once, and says how long it took.
    pub async fn play(&mut self) -> Duration {
        let begin = Instant::now();
        for _ in 0..COMMANDS {
            self.step().await;
        }
        begin.elapsed()
    }

    /// Plays what is left, to its end.
    pub async fn finish(mut self) {
        self.step().await;
        self.answer_last().await;
        let ended = self.client.until("run.ended").await;
        assert_eq!(ended["reason"], "finished", "the neighbour: {ended}");
        self.client.leave().await;
    }

    /// Answers the command before, and takes the next.
    async fn step(&mut self) {
        if self.played > 0 {
            self.answer_last().await;
        }
        self.played += 1;
        let command = self.client.until("command").await;
        let expected = format!("step {} after {}", self.played, self.answer);
        assert_eq!(command["raw"], expected, "the neighbour: {command}");
        assert_eq!(command["cid"], self.played, "the neighbour: {command}");
    }

    async fn answer_last(&mut self) {
        self.answer = format!("answer {}", self.played);
        let command = json!({"cid": self.played});
        self.client.answer(&command, self.answer.as_str()).await;
    }
}

/// How long it may take beside others that takes this long alone.
pub fn patience(quiet: Duration) -> Duration {
    (quiet * TIMES).max(AT_LEAST)
}
