//! Clients and programs that take more than their share.

use std::fs;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::scene::{READY, Scene, closed, told};
use crate::support::{HANG_GUARD, Server, eventually};

/// Quick to find a client that is gone without a word.
const QUICK_PINGS: [(&str, &str); 2] = [
    ("LIVECODING_CLASSIC_PING_SECONDS", "1"),
    ("LIVECODING_CLASSIC_DEAD_AFTER_SECONDS", "2"),
];

/// The program takes its time to end, and the client goes on meanwhile.
#[tokio::test]
async fn a_flood_of_answers_to_nothing_ends_its_own_run_alone() {
    let scene = Scene::new();
    let mut other = scene.begin("lua", "Engine.send('x')").await;
    other.expect("x").await;
    let before = most_memory_kib(&scene.server);
    let program = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen('here', 'w')\nwhile True: pass";
    for (frames, bytes) in [(100_000, 10), (2_000, 100_000)] {
        let mut client = scene.begin("python", program).await;
        eventually("it ignores signals", || scene.here() > 0).await;
        let answer = "y".repeat(bytes);
        for _ in 0..frames {
            client.send_raw(answer.as_str().into()).await;
        }
        told(&mut client, "more answers than commands came").await;
        closed(&mut client, "a flood").await;
        scene.program(None).await;
    }
    other.send("ok").await;
    closed(&mut other, "another client").await;
    scene.nothing_is_left().await;
    let grown_kib = most_memory_kib(&scene.server) - before;
    assert!(grown_kib <= 16 * 1024, "{grown_kib} KiB more");
}

/// Its connection is frozen by what it does not read; its session finds it dead all the same.
#[tokio::test]
async fn a_client_that_never_reads_is_found_dead_while_its_program_sends() {
    let scene = Scene::with(&QUICK_PINGS);
    let mut deaf = raw_socket(&scene.server).await;
    let program = "while true do Engine.send(string.rep('x', 1000000)) end";
    for text in ["lua", "", program].iter().chain(&["ok"; 60]) {
        deaf.write_all(&text_frame(text)).await.unwrap();
    }
    scene.program(None).await;
    scene.nothing_is_left().await;
    scene.nobody_is_there().await;
}

/// It answers no ping, but it reads, so that nothing stands in the way of being told.
#[tokio::test]
async fn a_silent_client_is_found_dead_at_every_step_of_its_handshake() {
    let scene = Scene::with(&QUICK_PINGS);
    for texts in [
        &[][..],
        &["lua"],
        &["lua", ""],
        &["slow", "", ""],
        &["lua", "", "while true do end"],
    ] {
        let mut dead = raw_socket(&scene.server).await;
        for text in texts {
            dead.write_all(&text_frame(text)).await.unwrap();
        }
        read_to_the_end(&mut dead).await;
        scene.nothing_is_left().await;
        scene.nobody_is_there().await;
    }
}

/// A browser answers pings while its user thinks.
#[tokio::test]
async fn a_client_that_answers_pings_may_think_as_long_as_it_likes() {
    let scene = Scene::with(&QUICK_PINGS);
    let mut client = scene.begin("lua", "Engine.send('x')").await;
    client.expect("x").await;
    let mut silent = raw_socket(&scene.server).await;
    // The thinking one reads, and so answers pings, for as long as a silent one is suffered.
    tokio::select! {
        frame = client.next() => panic!("{frame:?} came to a client that thinks"),
        () = read_to_the_end(&mut silent) => (),
    }
    client.send("ok").await;
    closed(&mut client, "after a thought").await;
}

#[tokio::test]
async fn a_client_has_its_time_for_all_three_texts_and_no_more() {
    let scene = Scene::with(&[("LIVECODING_CLASSIC_HANDSHAKE_SECONDS", "1")]);
    let mut begun = scene.begin("slow", "").await;
    for texts in [&[][..], &["lua"], &["lua", ""]] {
        let mut client = scene.server.connect().await;
        for text in texts {
            client.send(text).await;
            client.expect("OK").await;
        }
        told(&mut client, "no program came in time").await;
        closed(&mut client, "no program").await;
    }
    begun.send("PROCESS_ENDED_BY_USER").await;
    closed(&mut begun, "its program came in time").await;
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn a_place_that_was_refused_is_given_when_it_is_free() {
    let scene = Scene::with(&[
        ("LIVECODING_SERVER_MAX_RUNS", "1"),
        ("LIVECODING_SERVER_MAX_WAITING_RUNS", "0"),
    ]);
    for _ in 0..3 {
        let mut first = scene.begin("lua", "Engine.send('x')").await;
        first.expect("x").await;
        let mut second = scene.begin("lua", "").await;
        told(
            &mut second,
            "the server is full: 1 programs run and 0 wait, as many as may; try again in a moment",
        )
        .await;
        closed(&mut second, "refused").await;
        first.send("ok").await;
        closed(&mut first, "played").await;
        scene.nobody_is_there().await;
    }
}

#[tokio::test]
async fn a_seat_that_was_refused_is_given_when_it_is_free() {
    let scene = Scene::with(&[("LIVECODING_SERVER_MAX_SESSIONS", "1")]);
    let mut first = scene.server.connect().await;
    first.ping().await;
    for _ in 0..3 {
        let mut refused = scene.server.connect().await;
        told(
            &mut refused,
            "1 clients are here, as many as may be; try again in a moment",
        )
        .await;
        closed(&mut refused, "refused").await;
    }
    first.cut();
    scene.nobody_is_there().await;
    // The session is gone before its connection is.
    loop {
        let mut next = scene.server.connect().await;
        next.send_raw("lua".into()).await;
        if next.next().await.as_deref() == Some("OK") {
            break;
        }
    }
}

#[tokio::test]
async fn a_frame_of_4_gib_is_refused_at_once_and_what_trickles_after_it_is_not_kept() {
    let scene = Scene::new();
    let mut socket = raw_socket(&scene.server).await;
    let before = most_memory_kib(&scene.server);
    let mut header = vec![0x81, 0xff];
    header.extend((4_u64 << 30).to_be_bytes());
    header.extend([0; 4]);
    for byte in header {
        socket.write_all(&[byte]).await.unwrap();
    }
    let mut said = Vec::new();
    while !contains(&said, b"CLOSE_GAME") {
        let byte = tokio::time::timeout(HANG_GUARD, socket.read_u8()).await;
        said.push(byte.expect("a word").expect("not closed without a word"));
    }
    assert!(contains(&said, b"PROCESS_ERRORa message is larger"));
    // The server cuts the socket in the end; until then it reads and forgets.
    let trickle = async { while socket.write_all(&[b'x'; 4096]).await.is_ok() {} };
    tokio::time::timeout(HANG_GUARD, trickle)
        .await
        .expect("the socket is cut");
    let grown_kib = most_memory_kib(&scene.server) - before;
    assert!(grown_kib <= 16 * 1024, "{grown_kib} KiB more");
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn garbage_instead_of_a_handshake_leaves_the_server_well() {
    let scene = Scene::new();
    let mut held = Vec::new();
    let long = [b"GET / HTTP/1.1\r\nX: ".as_slice(), &vec![b'y'; 2_000_000]].concat();
    let endless = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n";
    let old = b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                Sec-WebSocket-Version: 7\r\nSec-WebSocket-Key: x\r\n\r\n";
    let keyless = b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                    Sec-WebSocket-Version: 13\r\n\r\n";
    let frames = [HANDSHAKE.as_bytes(), &[0xff; 1000]].concat();
    for garbage in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".as_slice(),
        &[0; 10_000],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade",
        endless,
        old,
        keyless,
        &frames,
        &long,
    ] {
        let mut socket = TcpStream::connect(&scene.server.addresses[0])
            .await
            .unwrap();
        // It may be cut while more is to be said.
        let _ = socket.write_all(garbage).await;
        held.push(socket);
        let mut client = scene.begin("lua", "Engine.send('x')").await;
        client.expect("x").await;
        client.send("ok").await;
        closed(&mut client, "beside garbage").await;
    }
    drop(held);
    assert_eq!(scene.server.health().await["status"], "ok");
    scene.nobody_is_there().await;
}

#[tokio::test]
async fn a_program_that_prints_more_than_it_may_is_ended_whatever_it_is() {
    let scene = Scene::with(&[("LIVECODING_RUN_OUTPUT_BYTES_PER_RUN", "100000")]);
    for (language, program) in [
        ("lua", "while true do print('y') end"),
        (
            "python",
            "import sys\nwhile True: sys.stderr.write('y' * 100)",
        ),
        ("raw", &format!("{READY}(exec setsid yes) &\nsleep 1000")),
        (
            "raw",
            &format!("{READY}trap '' TERM; while :; do echo y; done"),
        ),
        ("raw1", "while :; do echo start; done"),
    ] {
        let mut client = scene.begin(language, program).await;
        told(&mut client, "the program printed more than a run may print").await;
        closed(&mut client, language).await;
        scene.nothing_is_left().await;
    }
}

#[tokio::test]
async fn a_run_that_lasts_longer_than_it_may_is_ended_whatever_it_waits_for() {
    let scene = Scene::with(&[("LIVECODING_RUN_WALL_SECONDS", "1")]);
    let mut clients = [
        scene.begin("lua", "while true do end").await,
        scene.begin("slow", "").await,
        scene
            .begin("ruby", "trap('TERM') { }; sleep while true")
            .await,
        scene.begin("raw1", "read -r answer").await,
        scene.begin("lua", "Engine.send('x')").await,
    ];
    clients[4].expect("x").await;
    for client in &mut clients {
        told(client, "the program ran longer than a run may last").await;
        closed(client, "over").await;
    }
    scene.nothing_is_left().await;
}

const HANDSHAKE: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\
                         Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
                         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// A WebSocket by hand, which answers nothing by itself.
async fn raw_socket(server: &Server) -> TcpStream {
    let mut socket = TcpStream::connect(&server.addresses[0]).await.unwrap();
    socket.write_all(HANDSHAKE.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !contains(&head, b"\r\n\r\n") {
        let byte = tokio::time::timeout(HANG_GUARD, socket.read_u8()).await;
        head.push(byte.expect("a handshake").unwrap());
    }
    socket
}

/// A text frame of up to 125 bytes, masked with zeros.
fn text_frame(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).unwrap();
    let head = [0x81, 0x80 | length, 0, 0, 0, 0];
    [&head[..], text.as_bytes()].concat()
}

async fn read_to_the_end(socket: &mut TcpStream) {
    let mut rest = Vec::new();
    let read = tokio::time::timeout(HANG_GUARD, socket.read_to_end(&mut rest)).await;
    // It may be the end of a cut socket.
    let _ = read.expect("the end of the socket");
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

/// The most that was resident at once.
fn most_memory_kib(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
