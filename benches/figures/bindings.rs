//! A game's functions: made once for each game and language, and what a run pays for having them.

use std::sync::Arc;
use std::time::Instant;

use livecoding::game::Games;
use livecoding::language::{Apis, Registry};

use super::client::Client;
use super::server::Server;
use super::stats::Samples;
use super::{LANGUAGES, STARTS, loop_of};

/// Times that the functions are asked for again.
const AGAIN: usize = 100;

pub fn measure(server: &Server) {
    println!(
        "\nfunctions of the maze: made once, had again; start to first command, {STARTS} each, interleaved"
    );
    let registry = Arc::new(Registry::load(None).unwrap());
    let apis = Apis::new(Arc::new(Games::load(None).unwrap()), Arc::clone(&registry));
    let others = registry.iter().map(|it| it.manifest.id.as_str());
    for language in others {
        let begin = Instant::now();
        let Ok(made) = apis.of_game("maze", language) else {
            continue;
        };
        let mut once = Samples::default();
        once.add(begin.elapsed());
        let mut again = Samples::default();
        for _ in 0..AGAIN {
            let begin = Instant::now();
            let had = apis.of_game("maze", language).unwrap();
            again.add(begin.elapsed());
            assert!(Arc::ptr_eq(&made, &had), "it was made again");
        }
        print!(
            "  {language:<11} {:>5} bytes | made {once} | again {again}",
            made.text.len()
        );
        if LANGUAGES.contains(&language) {
            let mut without = Samples::default();
            let mut with = Samples::default();
            for _ in 0..STARTS {
                without.add(start(server, language, ""));
                with.add(start(server, language, &made.text));
            }
            print!(" | start without {without} | with {with}");
        }
        println!();
    }
}

fn start(server: &Server, language: &str, functions: &str) -> std::time::Duration {
    let begin = Instant::now();
    let program = loop_of(language, 1);
    Client::begin_with(server, language, functions, &program).first_command();
    begin.elapsed()
}
