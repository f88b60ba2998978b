//! No client and no program takes more than its share: every bound is told in words.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Client, HANG_GUARD, Server, eventually, nothing_is_left, programs_below};

#[tokio::test]
async fn answers_to_nothing_do_not_pile_up() {
    let server = Server::start();
    let mut client = server.connect().await;
    client.begin("lua", "", "while true do end").await;
    for _ in 0..100 {
        client.send_raw("x".into()).await;
    }
    told(&mut client, "more answers than commands came").await;
    nothing_is_left(&server).await;
}

#[tokio::test]
async fn one_more_client_than_may_be_is_told_so() {
    let server = Server::with(&[("LIVECODING_SERVER_MAX_SESSIONS", "2")]);
    let mut first = server.connect().await;
    first.ping().await;
    let mut second = server.connect().await;
    second.ping().await;
    let mut third = server.connect().await;
    told(
        &mut third,
        "2 clients are here, as many as may be; try again in a moment",
    )
    .await;
    first.begin("lua", "", "").await;
    first.expect("CLOSE_GAME").await;
    assert_eq!(first.next().await, None);
    first.cut();
    // The seat is free once the server saw the socket close.
    loop {
        let mut next = server.connect().await;
        next.send_raw("lua".into()).await;
        if next.next().await.as_deref() == Some("OK") {
            break;
        }
    }
}

#[tokio::test]
async fn one_more_program_than_may_run_or_wait_is_told_so() {
    let server = Server::with(&[
        ("LIVECODING_SERVER_MAX_RUNS", "1"),
        ("LIVECODING_SERVER_MAX_WAITING_RUNS", "0"),
    ]);
    let mut first = server.connect().await;
    first.begin("lua", "", "Engine.send('x')").await;
    first.expect("x").await;
    let mut second = server.connect().await;
    second.begin("lua", "", "").await;
    told(&mut second, "the server is full: 1 programs run and 0 wait").await;
}

#[tokio::test]
async fn a_client_that_sends_no_program_is_sent_away() {
    let server = Server::with(&[("LIVECODING_CLASSIC_HANDSHAKE_SECONDS", "1")]);
    let mut client = server.connect().await;
    client.send("lua").await;
    client.expect("OK").await;
    told(&mut client, "no program came in time").await;
}

#[tokio::test]
async fn a_client_that_is_silent_even_to_pings_is_gone() {
    let settings = [
        ("LIVECODING_CLASSIC_PING_SECONDS", "1"),
        ("LIVECODING_CLASSIC_DEAD_AFTER_SECONDS", "2"),
    ];
    let server = Server::with(&settings);
    let mut dead = raw_socket(&server).await;
    for text in ["lua", "", "Engine.send('x')"] {
        dead.write_all(&text_frame(text)).await.unwrap();
    }
    eventually("its program runs", || {
        programs_below(server.pid()).len() == 1
    })
    .await;
    nothing_is_left(&server).await;
    // The server cut the socket: its end is read, whatever was sent before.
    let mut rest = Vec::new();
    let read = dead.read_to_end(&mut rest);
    let _ = tokio::time::timeout(HANG_GUARD, read)
        .await
        .expect("the end of the socket");
}

#[tokio::test]
async fn a_frame_of_4_gib_is_refused_by_its_announcement() {
    let server = Server::start();
    let mut socket = raw_socket(&server).await;
    let mut header = vec![0x81, 0xff];
    header.extend((4_u64 << 30).to_be_bytes());
    header.extend([0; 4]);
    socket.write_all(&header).await.unwrap();
    let mut said = Vec::new();
    let mut buffer = [0; 1024];
    while !contains(&said, b"CLOSE_GAME") {
        let read = tokio::time::timeout(HANG_GUARD, socket.read(&mut buffer));
        let count = read.await.expect("a word").unwrap();
        assert!(count > 0, "closed without a word");
        said.extend_from_slice(&buffer[..count]);
    }
    assert!(contains(&said, b"PROCESS_ERRORa message is larger"));
}

#[tokio::test]
async fn garbage_instead_of_a_handshake_harms_nobody() {
    let server = Server::start();
    for garbage in [
        &b"\0\xff\x16\x03\x01garbage"[..],
        b"GET / HTTP/9\r\n\r\n",
        b"\r\n\r\n\r\n",
    ] {
        let mut socket = TcpStream::connect(&server.addresses[0]).await.unwrap();
        socket.write_all(garbage).await.unwrap();
        socket.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let read = socket.read_to_end(&mut answer);
        let _ = tokio::time::timeout(HANG_GUARD, read)
            .await
            .expect("the end");
    }
    assert_eq!(server.health().await["status"], "ok");
}

#[tokio::test]
async fn a_program_that_prints_too_much_is_ended_and_told_why() {
    let server = Server::with(&[("LIVECODING_RUN_OUTPUT_BYTES_PER_RUN", "100000")]);
    let mut client = server.connect().await;
    client
        .begin("lua", "", "while true do print('y') end")
        .await;
    told(&mut client, "printed more than a run may print").await;
}

#[tokio::test]
async fn a_run_may_be_given_an_end() {
    let server = Server::with(&[("LIVECODING_RUN_WALL_SECONDS", "1")]);
    let mut client = server.connect().await;
    client.begin("lua", "", "while true do end").await;
    told(&mut client, "ran longer than a run may last").await;
}

#[tokio::test]
async fn a_program_too_long_is_refused_with_its_size() {
    let server = Server::with(&[("LIVECODING_RUN_SOURCE_BYTES", "1000")]);
    let mut client = server.connect().await;
    for text in ["lua", ""] {
        client.send(text).await;
        client.expect("OK").await;
    }
    client.send(&"-".repeat(1_001)).await;
    told(
        &mut client,
        "the program has 1001 bytes, more than 1000; make it shorter",
    )
    .await;
}

/// A client that does not read costs one outstanding command, and its program waits for it.
#[tokio::test]
async fn a_client_that_does_not_read_holds_up_nobody() {
    let server = Server::start();
    let mut deaf = raw_socket(&server).await;
    let program = "while true do Engine.send(string.rep('x', 1000000)) end";
    for text in ["lua", "", program] {
        deaf.write_all(&text_frame(text)).await.unwrap();
    }
    for _ in 0..64 {
        deaf.write_all(&text_frame("ok")).await.unwrap();
    }
    let mut client = server.connect().await;
    client
        .begin("lua", "", "for i = 1, 100 do Engine.send('x') end")
        .await;
    let frames = client.answer_all(|_| String::new()).await;
    assert_eq!(frames.len(), 101);
    drop(deaf);
    nothing_is_left(&server).await;
}

/// Expects one error frame with `text`, the end, and the closed socket.
async fn told(client: &mut Client, text: &str) {
    let frame = client.next().await.expect("a word");
    assert!(
        frame.starts_with("PROCESS_ERROR") && frame.contains(text),
        "{frame}"
    );
    client.expect("CLOSE_GAME").await;
    assert_eq!(client.next().await, None);
}

/// A WebSocket by hand, whose frames are written and read as bytes.
async fn raw_socket(server: &Server) -> TcpStream {
    let mut socket = TcpStream::connect(&server.addresses[0]).await.unwrap();
    let handshake = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\
                     Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
                     Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.write_all(handshake.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !contains(&head, b"\r\n\r\n") {
        let byte = tokio::time::timeout(Duration::from_mins(1), socket.read_u8());
        head.push(byte.await.expect("a handshake").unwrap());
    }
    socket
}

/// A text frame of up to 125 bytes, masked with zeros.
fn text_frame(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).unwrap();
    let head = [0x81, 0x80 | length, 0, 0, 0, 0];
    [&head[..], text.as_bytes()].concat()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}
