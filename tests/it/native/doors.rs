//! Who is let in, and what is refused at the door.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{HANG_GUARD, Native, Server};

const PROTOCOL: (&str, &str) = ("Sec-WebSocket-Protocol", "livecoding.v2.json");

#[tokio::test]
async fn pages_of_this_server_and_listed_ones_come_in_and_others_do_not() {
    let server = Server::with(&[(
        "LIVECODING_NATIVE_ALLOWED_ORIGINS",
        "[\"https://school.example\"]",
    )]);
    let own = format!("http://{}", server.addresses[0]);
    for origin in [own.as_str(), "https://school.example"] {
        let connected = Native::connect_with(&server, &[PROTOCOL, ("Origin", origin)]).await;
        assert!(connected.is_ok(), "{origin}");
    }
    for origin in ["http://localhost:3000", "http://evil.example", "null"] {
        let connected = Native::connect_with(&server, &[PROTOCOL, ("Origin", origin)]).await;
        assert_eq!(connected.err(), Some(403), "{origin}");
    }
    // A name that was made to lead here proves nothing.
    let rebound = [
        PROTOCOL,
        ("Origin", "http://evil.example"),
        ("Host", "evil.example"),
    ];
    let connected = Native::connect_with(&server, &rebound).await;
    assert_eq!(connected.err(), Some(403));
}

#[tokio::test]
async fn without_the_subprotocol_or_hello_nobody_comes_in() {
    let server = Server::with(&[("LIVECODING_NATIVE_HELLO_SECONDS", "1")]);
    let mut other = Native::connect_with(&server, &[]).await.ok().unwrap();
    assert_eq!(other.expect("error").await["code"], "version");
    assert_eq!(other.close_code().await, Some(4500));
    let later = [("Sec-WebSocket-Protocol", "livecoding.v9.json")];
    assert_eq!(Native::connect_with(&server, &later).await.err(), Some(101));
    let mut silent = Native::connect(&server).await;
    assert_eq!(silent.expect("error").await["code"], "hello");
    assert_eq!(silent.close_code().await, Some(4508));
    let mut hasty = Native::connect(&server).await;
    let refused = hasty.ask("run.stop", json!({})).await.unwrap_err();
    assert_eq!(refused["code"], "no_session");
    let page = server.get("/ws").await;
    assert!(page.contains("livecoding.v2.json"), "{page}");
}

#[tokio::test]
async fn frames_that_are_no_messages_close_the_connection_and_not_the_session() {
    let server = Server::start();
    let mut client = Native::begin(&server).await;
    client.run("lua", "Engine.send('{\"a\":1}')").await;
    let command = client.command("a").await;
    for (frame, code) in [("no json", 4400), ("[]", 4400), ("{\"type\":1}", 4400)] {
        client.send_raw(frame.to_owned()).await;
        assert_eq!(client.close_code().await, Some(code), "{frame}");
        client = Native::resume(&server, &client).await;
        assert_eq!(client.welcome["resumed"], true);
    }
    let big = json!({"type": "run.exec", "body": {"xid": "1", "source": "x".repeat(70_000)}});
    client.send_raw(big.to_string()).await;
    assert_eq!(client.close_code().await, Some(4513));
    client = Native::resume(&server, &client).await;
    client.answer(&command, "ok").await;
    assert_eq!(client.until("run.ended").await["reason"], "finished");
}

#[tokio::test]
async fn a_client_that_never_stops_talking_is_sent_away_for_a_while() {
    let server = Server::with(&[("LIVECODING_NATIVE_MESSAGES_PER_SECOND", "10")]);
    let mut client = Native::begin(&server).await;
    for _ in 0..200 {
        client.send("pong", json!({"ts": 0})).await;
    }
    assert_eq!(client.close_code().await, Some(4429));
}

#[tokio::test]
async fn one_client_more_than_may_be_is_told_to_try_again() {
    let server = Server::with(&[("LIVECODING_SERVER_MAX_SESSIONS", "1")]);
    let first = Native::begin(&server).await;
    let mut second = Native::connect(&server).await;
    let refused = second.expect("error").await;
    assert_eq!(
        (&refused["code"], &refused["retryable"]),
        (&json!("full"), &json!(true))
    );
    assert_eq!(second.close_code().await, Some(4429));
    drop(first);
}

#[tokio::test]
async fn a_client_that_is_silent_even_to_pings_is_gone_and_may_come_back() {
    let server = Server::with(&[
        ("LIVECODING_NATIVE_PING_SECONDS", "1"),
        ("LIVECODING_NATIVE_DEAD_AFTER_SECONDS", "1"),
    ]);
    let mut client = Native::begin(&server).await;
    // Reading without answering is all that this client does.
    assert_eq!(client.close_code().await, Some(4410));
    let back = Native::resume(&server, &client).await;
    assert_eq!(back.welcome["resumed"], true);
}

#[tokio::test]
async fn sessions_in_which_nothing_ran_do_not_keep_others_out() {
    let server = Server::with(&[("LIVECODING_SERVER_MAX_SESSIONS", "1")]);
    let come = async || {
        let mut client = Native::connect(&server).await;
        client.send("hello", json!({})).await;
        let told = client.next().await.unwrap();
        client.lose().await;
        told
    };
    // Four sessions for the one client that may be there; the place of one that was lost is free in a moment.
    while server.health().await["sessions"] != 4 {
        come().await;
    }
    let refused = loop {
        let told = come().await;
        assert_eq!(told["type"], "error", "{told}");
        if told["body"]["text"].as_str().unwrap().contains("sessions") {
            break told["body"].clone();
        }
    };
    assert_eq!(refused["code"], "full");
    let wait = refused["retry_after_ms"].as_u64().unwrap();
    tokio::time::sleep(Duration::from_millis(wait)).await;
    let begin = Instant::now();
    while come().await["type"] != "welcome" {
        assert!(begin.elapsed() < HANG_GUARD, "nobody made room");
    }
}

/// A session ends with its last member's `bye` while somebody comes with a key to it.
#[tokio::test]
async fn who_comes_while_the_session_ends_is_let_in_or_told() {
    let server = Server::start();
    for _ in 0..200 {
        let mut last = Native::begin(&server).await;
        let invitation = last.invitation("player", &[]);
        let mut guest = Native::connect(&server).await;
        last.send("bye", json!({})).await;
        guest.send("hello", invitation).await;
        let told = guest.next().await;
        let kind = told.as_ref().map(|it| it["type"].as_str().unwrap());
        assert!(
            matches!(kind, None | Some("welcome" | "error")),
            "{told:?} is no answer to `hello`"
        );
    }
}

#[tokio::test]
async fn who_comes_to_a_server_that_ends_is_told_and_does_not_delay_it() {
    let mut server = Server::with(&[("LIVECODING_SERVER_DRAIN_SECONDS", "600")]);
    let mut player = Native::begin(&server).await;
    player.run("lua", "Engine.send('{\"a\":1}')").await;
    player.command("a").await;
    server.signal(15);
    assert_eq!(player.until("notice").await["code"], "draining");
    let mut late = Native::begin(&server).await;
    assert_eq!(late.until("notice").await["code"], "draining");
    player.lose().await;
    server.signal(15);
    assert_eq!(late.close_code().await, Some(1012));
    assert_eq!(server.wait(), Some(0));
}

#[tokio::test]
async fn a_connection_that_is_closed_stays_closed_whatever_it_had_asked_before() {
    let server = Server::start();
    let mut player = Native::begin(&server).await;
    let hello = json!({"type": "hello", "body": player.invitation("player", &[])});
    // In one write: the fault is there before the session is found.
    let both = [text_frame(&hello.to_string()), text_frame("no json")].concat();
    let tries = (0..20).map(|_| async {
        let mut socket = handshake(&server, "/ws").await;
        socket.write_all(&both).await.unwrap();
        let mut answer = Vec::new();
        let read = tokio::time::timeout(HANG_GUARD, socket.read_to_end(&mut answer));
        read.await.expect("an end").unwrap();
        opcodes_of(&answer)
    });
    for opcodes in join_all(tries).await {
        assert_eq!(opcodes.last(), Some(&0x88), "{opcodes:x?} end with a close");
    }
    player.run("lua", "Engine.send('{\"a\":1}')").await;
    player.command("a").await;
}

/// One of them would keep its worker busy for ever, and as many as there are workers the server.
#[tokio::test]
async fn frames_with_reserved_bits_end_their_connection_and_nothing_else() {
    let server = Server::with(&[("LIVECODING_CLASSIC_CLOSE_GRACE_MS", "200")]);
    for path in ["/ws", "/"] {
        for bits in [0xc1, 0xa1, 0x91, 0xf1] {
            let mut socket = handshake(&server, path).await;
            // And more of it, which is not to be waited for.
            let frame = [bits, 0x80, 0, 0, 0, 0, bits, 0x80, 0, 0, 0, 0];
            socket.write_all(&frame).await.unwrap();
            let mut answer = Vec::new();
            let read = tokio::time::timeout(HANG_GUARD, socket.read_to_end(&mut answer));
            read.await.expect("an end").unwrap();
            assert_eq!(opcodes_of(&answer).last(), Some(&0x88), "{path} {bits:x}");
        }
    }
    assert_eq!(server.health().await["status"], "ok");
}

/// A WebSocket by hand, which sees what comes after a close frame.
async fn handshake(server: &Server, path: &str) -> TcpStream {
    let mut socket = TcpStream::connect(&server.addresses[0]).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                   Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: livecoding.v2.json\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let byte = tokio::time::timeout(HANG_GUARD, socket.read_u8());
        head.push(byte.await.expect("a handshake").unwrap());
    }
    socket
}

/// A text frame of 126 to 65,535 bytes or fewer than that, masked with zeros.
fn text_frame(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    let mut frame = vec![0x81];
    match u8::try_from(length) {
        Ok(short) if short < 126 => frame.push(0x80 | short),
        _ => frame.extend([&[0xfe][..], &length.to_be_bytes()].concat()),
    }
    frame.extend([0; 4]);
    frame.extend(text.as_bytes());
    frame
}

/// The first byte of each frame that a server sent.
fn opcodes_of(mut bytes: &[u8]) -> Vec<u8> {
    let mut opcodes = Vec::new();
    while let [opcode, length, rest @ ..] = bytes {
        let (length, rest) = match *length {
            126 => (
                usize::from(u16::from_be_bytes([rest[0], rest[1]])),
                &rest[2..],
            ),
            short => (usize::from(short), rest),
        };
        opcodes.push(*opcode);
        bytes = &rest[length..];
    }
    opcodes
}
