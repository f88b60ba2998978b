//! What busy neighbours cost a client.

use super::client::Client;
use super::server::Server;
use super::stats::Samples;

const BUSY: usize = 5;
const CLIENTS: usize = 8;
const COMMANDS: usize = 200;

/// The round trip of one client alone, and of several at once beside busy loops.
pub fn measure(server: &Server) {
    let mut quiet = Samples::default();
    play(server, &mut quiet);
    let busy = busy_loops(server, BUSY);
    let mut beside = Samples::default();
    play(server, &mut beside);
    let mut together = Samples::default();
    std::thread::scope(|scope| {
        let players: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    let mut samples = Samples::default();
                    play(server, &mut samples);
                    samples
                })
            })
            .collect();
        for player in players {
            together.extend(player.join().unwrap());
        }
    });
    println!("\nneighbours: {COMMANDS} commands of ruby each");
    println!("  alone                                  {quiet}");
    println!("  beside {BUSY} busy loops                    {beside}");
    println!("  {CLIENTS} clients at once beside {BUSY} busy loops {together}");
    stop(busy);
}

/// Clients whose programs compute for ever.
pub fn busy_loops(server: &Server, count: usize) -> Vec<Client> {
    let busy = (0..count).map(|_| {
        let mut client = Client::begin(server, "lua", "Engine.send('x')\nwhile true do end");
        client.first_command();
        client.send("ok");
        client
    });
    busy.collect()
}

/// Stops them and waits for their ends.
pub fn stop(busy: Vec<Client>) {
    for mut client in busy {
        client.send("PROCESS_ENDED_BY_USER");
        client.drain();
    }
}

fn play(server: &Server, samples: &mut Samples) {
    let program = super::loop_of("ruby", COMMANDS + 1);
    Client::begin(server, "ruby", &program).play_some(COMMANDS, samples);
}
