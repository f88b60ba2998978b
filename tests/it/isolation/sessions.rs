//! Sessions: crowds of busy programs, clients that go, and runs that are stopped at once, in each
//! language.

use std::time::Instant;

use futures_util::future::join_all;
use serde_json::json;

use super::ground::Ground;
use super::language;
use super::matrix::{Table, begin, end_of};
use super::neighbour::{Neighbour, patience};
use super::tier::Tier;
use crate::support::{Native, nothing_is_left};

/// A second is long for who computes, and nothing for who waits.
const CPU: (&str, &str) = ("LIVECODING_RUN_CPU_SECONDS", "1");
/// Runs that are stopped right after their start.
const IN_A_ROW: usize = 50;

/// What computes for ever, by language; each has told that it got going.
const BUSY: [(&str, &str); 3] = [
    ("lua", "Engine.send('going') while true do end"),
    ("ruby", "Engine.send('going')\nloop {}"),
    ("sh", "send going\nwhile :; do :; done"),
];

#[tokio::test]
async fn more_busy_loops_than_cores_end_by_their_processor_time() {
    each_tier(
        "busy loops on more sessions than cores",
        &[CPU],
        async |ground, language| {
            let cores = std::thread::available_parallelism().unwrap().get();
            let mut neighbour = Neighbour::begin(ground).await;
            let busy = (0..cores + 2).map(|_| async {
                let mut client = busy(ground, language).await;
                let end = client.until("run.ended").await;
                client.leave().await;
                end_of(&end)
            });
            let (ends, took) = futures_util::join!(join_all(busy), neighbour.play());
            neighbour.finish().await;
            let at_most = patience(ground.quiet);
            assert!(took <= at_most, "{took:?} instead of {at_most:?}");
            let others: Vec<_> = ends.iter().filter(|it| *it != "limit/cpu").collect();
            (!others.is_empty()).then(|| format!("{others:?}"))
        },
    )
    .await;
}

#[tokio::test]
async fn a_client_that_goes_leaves_nothing() {
    let resume = ("LIVECODING_NATIVE_RESUME_WINDOW_SECONDS", "1");
    each_tier(
        "a client that leaves",
        &[resume],
        async |ground, language| {
            busy(ground, language).await.leave().await;
            nothing_is_left(&ground.server).await;
            ground.is_quiet().await;
            None
        },
    )
    .await;
    each_tier(
        "a client that is cut off",
        &[resume],
        async |ground, language| {
            busy(ground, language).await.lose().await;
            nothing_is_left(&ground.server).await;
            ground.is_quiet().await;
            None
        },
    )
    .await;
    each_tier(
        "a classic client that is cut off",
        &[],
        async |ground, language| {
            let mut client = ground.server.connect().await;
            let program = language::named(language).program(program_of(language));
            client.begin(language, "", &program).await;
            client.expect("going").await;
            client.send("ok").await;
            client.cut();
            nothing_is_left(&ground.server).await;
            ground.is_quiet().await;
            None
        },
    )
    .await;
}

#[tokio::test]
async fn stop_and_start_fifty_times_in_a_row() {
    each_tier(
        "stop and start fifty times",
        &[],
        async |ground, language| {
            let mut neighbour = Neighbour::begin(ground).await;
            let rows = async {
                let mut client = Native::begin(&ground.server).await;
                let program = language::named(language).program(program_of(language));
                let mut fault = None;
                for nth in 0..IN_A_ROW {
                    begin(&mut client, language, &program, "never").await;
                    // Some are stopped before they come up, some when they have.
                    if nth % 5 == 0 {
                        let command = client.until("command").await;
                        client.answer(&command, "ok").await;
                    }
                    client.ask("run.stop", json!({})).await.unwrap();
                    let end = client.until("run.ended").await;
                    if end["reason"] != "stopped" {
                        fault = Some(format!("the run {nth}: {end}"));
                    }
                }
                client.leave().await;
                fault
            };
            let (fault, took) = futures_util::join!(rows, neighbour.play());
            neighbour.finish().await;
            let at_most = patience(ground.quiet);
            assert!(took <= at_most, "{took:?} instead of {at_most:?}");
            fault
        },
    )
    .await;
}

/// Tries an item in every tier and language, on one server a tier.
async fn each_tier(
    item: &'static str,
    settings: &[(&str, &str)],
    attempt: impl AsyncFn(&Ground, &'static str) -> Option<String>,
) {
    let mut table = Table::new("sessions");
    for tier in Tier::ALL {
        let Some(ground) = Ground::new(tier, settings).await else {
            table.not_applicable(item, tier, "", tier.missing().expect("a reason"));
            continue;
        };
        for (language, _) in BUSY {
            if tier == Tier::C && language::named(language).forks {
                let why = "no forking languages in this tier";
                table.not_applicable(item, tier, language, why);
                continue;
            }
            let start = Instant::now();
            let fault = attempt(&ground, language).await;
            println!("{:?}", start.elapsed());
            table.outcome(item, tier, language, fault);
        }
        ground.end().await;
    }
    table.finish();
}

/// A client whose program computes for ever.
async fn busy(ground: &Ground, language: &str) -> Native {
    let mut client = Native::begin(&ground.server).await;
    let program = language::named(language).program(program_of(language));
    begin(&mut client, language, &program, "never").await;
    let command = client.until("command").await;
    client.answer(&command, "ok").await;
    client
}

fn program_of(language: &str) -> &'static str {
    let own = BUSY.iter().find(|it| it.0 == language);
    own.expect("a language of ours").1
}
