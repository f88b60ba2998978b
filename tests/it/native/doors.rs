//! Who is let in, and what is refused at the door.

use serde_json::json;

use crate::support::{Native, Server};

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
