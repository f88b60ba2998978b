//! How long programs live: as long as they may, and no longer than their session or their server.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::json;

use super::ground::{Ground, control_groups, server_groups};
use super::language;
use super::matrix::{Group, Table, begin, end_of};
use super::neighbour::Neighbour;
use super::row::{Row, ends, is_stopped, lives_on};
use super::tier::Tier;
use crate::support::{Native, eventually, is_alive, kill, launchers_of, programs_below};

/// More than any machine that runs these tests has cores.
const BUSY: usize = 8;
/// Sessions whose server is killed.
const SESSIONS: usize = 50;
/// Sessions in a row: by default, in the lower tiers, in the best.
const IN_A_ROW: (usize, usize, usize) = (300, 1_000, 10_000);
const WAITING: &str = "Engine.send('going') Engine.send('more')";

#[tokio::test]
async fn who_computes_for_ever_is_ended_and_who_is_answered_lives_on() {
    let busy = || ends(&["limit/cpu"]);
    let rows = [
        Row::new("busy loop", busy())
            .lua("while true do end")
            .ruby("loop {}")
            .sh("while :; do :; done")
            .program("python", "while True: pass")
            .program("perl", "1 while 1;")
            .program("php", "while (true);")
            .program("nodejs", "for (;;);"),
        Row::new("busy loop in its processes", busy())
            .not("lua", "it makes no processes").not("ruby", "it makes no processes")
            .sh("for i in 1 2 3; do (while :; do :; done) & done\nwait"),
        Row::new("busy loop in its threads", busy())
            .not("lua", "Lua has no threads")
            .ruby("3.times { Thread.new { loop {} } }\nsleep")
            .not("sh", "the shell has no threads"),
        Row::new("computing a little for each answer", lives_on())
            .lua("for i = 1, 40 do local x = 0 for j = 1, 3000000 do x = x + j end Engine.send('x') end says('alive')")
            .ruby("40.times { 500_000.times {}; Engine.send('x') }\nsays 'alive'")
            .not("sh", "it computes too slowly"),
    ];
    let settings = &[("LIVECODING_RUN_CPU_SECONDS", "1")];
    let group = Group {
        settings,
        at_once: BUSY,
        ..Group::new("computing")
    };
    group.holds(&rows).await;
}

#[tokio::test]
async fn who_sleeps_for_ever_is_stopped() {
    let rows = [
        Row::new("sleeping for ever", is_stopped())
            .lua("Engine.send('going') io.read()")
            .ruby("Engine.send('going')\nsleep")
            .sh("send going\nsleep 100000"),
        Row::new("waiting for itself", is_stopped())
            .not("lua", "Lua has no locks")
            .ruby("Engine.send('going')\nThread.handle_interrupt(Object => :never) { IO.pipe[0].read }")
            .sh("send going\nsleep 100000 & wait"),
    ];
    Group::new("sleeping").holds(&rows).await;
}

#[tokio::test]
async fn nothing_is_inherited_while_others_start() {
    let program = "tells { seen = []\n 400.times { seen |= (3...256).select { |fd| (syscall(72, fd, 1, 0) & 1).zero? rescue false }; sleep 0.005 }\n seen }";
    in_every_tier(
        "inherited descriptors while twenty others start",
        "ruby",
        async |ground| {
            let mut client = Native::begin(&ground.server).await;
            let program = format!("Engine.send('going')\n{program}");
            let program = language::named("ruby").program_alone(&program);
            begin(&mut client, "ruby", &program, "never").await;
            let going = client.until("command").await;
            client.answer(&going, "ok").await;
            join_all((0..20).map(|_| async {
                let mut neighbour = Neighbour::begin(ground).await;
                neighbour.play().await;
                neighbour.finish().await;
            }))
            .await;
            let said = client.until("command").await;
            client.answer(&said, "ok").await;
            assert_eq!(said["raw"], "says got []");
            client.until("run.ended").await;
            client.leave().await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_program_whose_client_is_gone_is_ended() {
    in_every_tier("the client is gone mid-run", "lua", async |ground| {
        for program in [
            "while true do end",
            "io.read()",
            "while true do print('x') end",
        ] {
            let mut client = Native::begin(&ground.server).await;
            let program = format!("Engine.send('going') {program}");
            begin(&mut client, "lua", &program, "never").await;
            let going = client.until("command").await;
            client.answer(&going, "ok").await;
            drop(client);
        }
        ground.is_quiet().await;
    })
    .await;
}

#[tokio::test]
async fn a_program_that_replaces_its_source_starts_again_with_the_original() {
    let program = "File.write('main.rb', 'says(:replaced)') rescue nil\nsays 'original'\nProcess.kill(:KILL, $$)\nsleep";
    in_every_tier("the source of the next attempt", "ruby", async |ground| {
        let mut client = Native::begin(&ground.server).await;
        let text = language::named("ruby").program_alone(program);
        begin(&mut client, "ruby", &text, "on-crash").await;
        for attempt in 1..=4 {
            let command = client.until("command").await;
            assert_eq!(command["raw"], "says original", "attempt {attempt}");
            client.answer(&command, "ok").await;
            if attempt < 4 {
                clear_stage(&mut client).await;
            }
        }
        let ended = client.until("run.ended").await;
        assert_eq!(end_of(&ended), "crashed/signal 9");
        client.leave().await;
    })
    .await;
}

#[tokio::test]
async fn a_missing_interpreter_is_named() {
    in_every_tier("the interpreter is missing", "missing", async |ground| {
        let mut client = Native::begin(&ground.server).await;
        begin(&mut client, "missing", "exit", "never").await;
        // It is tried three times, each on a cleared stage.
        for _ in 1..3 {
            clear_stage(&mut client).await;
        }
        let ended = client.until("run.ended").await;
        assert_eq!(ended["reason"], "start_failed", "{ended}");
        let text = ended["error"]["message"].as_str().unwrap();
        assert!(
            text.contains("cannot start `/nonexistent/interpreter`"),
            "{text}"
        );
        client.leave().await;
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_killed_takes_all_with_it_and_the_next_one_sweeps() {
    in_every_tier(
        "the server is killed with fifty sessions",
        "all",
        async |ground| {
            let forks = ground.tier != Tier::C;
            let clients = join_all((0..SESSIONS).map(|nth| async move {
                let (language, program) = match nth % 3 {
                    0 => ("lua", "Engine.send('going') while true do end".to_owned()),
                    1 => (
                        "ruby",
                        "Signal.trap(:TERM) {}\nEngine.send('going')\nsleep".to_owned(),
                    ),
                    _ if forks => (
                        "sh",
                        "(setsid sleep 1000 &)\nsend going\nsleep 1000".to_owned(),
                    ),
                    _ => ("lua", WAITING.to_owned()),
                };
                let mut client = Native::begin(&ground.server).await;
                let text = language::named(language).program_alone(&program);
                begin(&mut client, language, &text, "never").await;
                let going = client.until("command").await;
                client.answer(&going, "ok").await;
                client
            }))
            .await;
            let server = ground.server.pid();
            let below = [programs_below(server), launchers_of(server)].concat();
            assert!(below.len() >= SESSIONS, "{}", below.len());
            let groups = server_groups(server);
            let begin = Instant::now();
            ground.server.signal(9);
            eventually("all of it is gone", || {
                below.iter().all(|it| !is_alive(*it))
            })
            .await;
            println!("all gone {:?} after the server", begin.elapsed());
            assert!(begin.elapsed() < Duration::from_secs(10));
            drop(clients);
            ground.sweeps(&groups).await;
        },
    )
    .await;
}

#[tokio::test]
async fn sessions_in_a_row_leave_nothing_behind() {
    in_every_tier("many sessions in a row", "lua", async |ground| {
        let count = match ground.tier {
            _ if !super::is_all() => IN_A_ROW.0,
            Tier::A => IN_A_ROW.2,
            Tier::B | Tier::C => IN_A_ROW.1,
        };
        let programs = [
            "Engine.send('x')",
            "error('why')",
            "os.exit(3)",
            "while true do end",
        ];
        let session = |nth: usize| async move {
            let mut client = Native::begin(&ground.server).await;
            let program = programs[nth % programs.len()];
            begin(&mut client, "lua", program, "never").await;
            if program.starts_with("while") {
                client.ask("run.stop", json!({})).await.unwrap();
            }
            client.play_to_the_end().await;
            client.leave().await;
        };
        let memory = |of: &Ground| resident_kib(of.server.pid());
        join_all((0..8).map(session)).await;
        let before = memory(ground);
        for first in (0..count).step_by(8) {
            join_all((first..first + 8).map(session)).await;
        }
        ground.holds_no_more().await;
        assert!(control_groups(ground.server.pid()).len() <= 2 * 4);
        let grown = memory(ground).saturating_sub(before);
        assert!(grown <= 32 * 1024, "{grown} KiB more");
    })
    .await;
}

/// Does `attempt` on a server of its own in each tier.
#[tokio::test]
async fn who_waits_for_a_program_and_is_killed_gets_none() {
    in_every_tier(
        "launchers that were killed while they waited",
        "lua",
        async |ground| {
            let waiting = launchers_of(ground.server.pid());
            for launcher in &waiting {
                kill(*launcher, 9);
            }
            eventually("they are dead", || !waiting.iter().any(|it| is_alive(*it))).await;
            for _ in 0..2 {
                let mut client = Native::begin(&ground.server).await;
                begin(&mut client, "lua", "Engine.send('x')", "never").await;
                let command = client.until("command").await;
                client.answer(&command, "ok").await;
                let ended = client.until("run.ended").await;
                assert_eq!(end_of(&ended), "finished", "{ended}");
                client.leave().await;
            }
            assert!(!ground.server.log().contains("starting it again"));
        },
    )
    .await;
}

async fn in_every_tier(item: &'static str, language: &str, attempt: impl AsyncFn(&Ground)) {
    let mut table = Table::new("lives");
    for tier in Tier::ALL {
        match Ground::new(tier, &[]).await {
            None => table.not_applicable(item, tier, "", tier.missing().expect("a reason")),
            Some(ground) => {
                attempt(&ground).await;
                ground.end().await;
                table.outcome(item, tier, language, None);
            }
        }
    }
    table.finish();
}

/// Says that the stage is clear, once that is asked.
async fn clear_stage(client: &mut Native) {
    loop {
        let message = client.next().await.expect("a request to clear the stage");
        if message["type"] == "stage.reset" {
            let ok = json!({"type": "ok", "re": message["id"]});
            return client.send_raw(ok.to_string()).await;
        }
    }
}

fn resident_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let mut lines = status.lines();
    let line = lines.find_map(|it| it.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
