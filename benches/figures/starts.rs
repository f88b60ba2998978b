//! From the start of a program to its first command.

use std::time::{Duration, Instant};

use super::client::Native;
use super::engine::Engine;
use super::server::Server;
use super::stats::Samples;
use super::{LANGUAGES, STARTS, loop_of};

/// Between two starts, so that the next interpreter is ready; a learner takes longer.
const PAUSE: Duration = Duration::from_millis(400);

/// Beside the interpreter's own first line: started when it is wanted, and in advance.
pub fn measure(_: &Server) {
    println!("\nstart to first command, {STARTS} each, interleaved, {PAUSE:?} between them");
    let cold = Server::with(&[("LIVECODING_WARM_MAX_PROGRAMS", "0")]);
    let warm = Server::start();
    for language in LANGUAGES {
        let (mut alone, mut late, mut early) = Default::default();
        // The server learns that this language is wanted.
        start(&warm, language, &mut Samples::default());
        for _ in 0..STARTS {
            stay_awake();
            alone_once(language, &mut alone);
            start(&cold, language, &mut late);
            start(&warm, language, &mut early);
        }
        println!(
            "  {language:<11} engine alone {alone} | started then {late} | in advance {early} | {:.2} x alone + 4 ms",
            late.median().as_secs_f64() / (alone.median() + Duration::from_millis(4)).as_secs_f64(),
        );
    }
}

/// A virtual machine that sleeps meanwhile takes several times as long for everything that follows;
/// both cores are kept busy, so that the server is measured and not that.
fn stay_awake() {
    let end = Instant::now() + PAUSE;
    let spin = || {
        while Instant::now() < end {
            std::hint::spin_loop();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(spin);
        spin();
    });
}

fn alone_once(language: &str, samples: &mut Samples) {
    let begin = Instant::now();
    Engine::start(language, &loop_of(language, 1)).next_command();
    samples.add(begin.elapsed());
}

fn start(server: &Server, language: &str, samples: &mut Samples) {
    let mut client = Native::connect(server);
    let begin = Instant::now();
    client.start(language, &loop_of(language, 1));
    client.next_command();
    samples.add(begin.elapsed());
}
