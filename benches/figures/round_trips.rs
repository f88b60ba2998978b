//! A command's way there and back: bare pipes, a bare WebSocket, and the server between both.

use super::client::{Client, Native};
use super::cores::{Part, Placement};
use super::echo::Echo;
use super::engine::Engine;
use super::server::Server;
use super::stats::Samples;
use super::{LANGUAGES, loop_of};

/// Rounds in which all contestants take turns.
const ROUNDS: usize = 8;
/// Commands of one turn.
const COMMANDS: usize = 500;

/// In each placement that this machine has.
pub fn measure(_: &Server) {
    println!(
        "\nround trip of a command, {} each, interleaved",
        ROUNDS * COMMANDS
    );
    for placement in Placement::all() {
        println!(" {}", placement.title());
        // Of its own, with as many threads as the machine has cores.
        Placement::Free.take_place(Part::Serves);
        let server = Server::start();
        placement.take_place(Part::Serves);
        let mut echo = Echo::start();
        for language in LANGUAGES {
            language_of(placement, &server, &mut echo, language);
        }
    }
    Placement::Free.take_place(Part::Asks);
}

fn language_of(placement: Placement, server: &Server, echo: &mut Echo, language: &str) {
    let program = loop_of(language, COMMANDS);
    let mut pipes = Samples::default();
    let mut socket = Samples::default();
    let (mut classic, mut native) = (Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        placement.take_place(Part::Serves);
        let mut engine = Engine::start(language, &program);
        engine.next_command();
        placement.place(engine.pid(), Part::Asks);
        engine.play(&mut pipes);

        placement.take_place(Part::Asks);
        echo.play(COMMANDS, &mut socket);

        let mut client = Client::begin(server, language, &program);
        client.first_command();
        placement.place_server(server.pid());
        client.play(&mut classic);

        let mut client = Native::connect(server);
        client.start(language, &program);
        assert!(client.next_command(), "the program gives a command");
        placement.place_server(server.pid());
        client.play(&mut native);
    }
    let floor = (pipes.median() + socket.median()).as_secs_f64();
    let ratio = |it: &Samples| it.median().as_secs_f64() / floor;
    println!(
        "  {language:<11} pipes {pipes} | socket {socket} | classic {classic}, {:.2} x floor | native {native}, {:.2} x floor",
        ratio(&classic),
        ratio(&native),
    );
}
