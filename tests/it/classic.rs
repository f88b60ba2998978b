//! The classic client protocol, frame for frame.

use tokio_tungstenite::tungstenite::Message;

use crate::support::{Client, Server, play};

#[tokio::test]
async fn a_program_plays_the_client_s_game_one_confirmed_command_at_a_time() {
    let server = Server::start();
    play(
        &server,
        r"
        > lua
        < OK
        > function up(n) return Engine.send('up ' .. n) end
        < OK
        > local answer = up(1)\nup(answer .. '!')
        < OK
        < up 1
        > true
        < up true!
        >
        < CLOSE_GAME
        closed
        ",
    )
    .await;
}

#[tokio::test]
async fn an_unknown_language_is_refused_in_the_original_s_words() {
    let server = Server::start();
    play(
        &server,
        "
        > Ruby
        < ERROR/Not game for this language
        < CLOSE_GAME_WITH_WEBSOCKET_ERRORS
        closed
        ",
    )
    .await;
}

#[tokio::test]
async fn frames_that_come_all_at_once_are_served_in_order() {
    let server = Server::start();
    play(
        &server,
        r"
        > lua
        >
        > for i = 1, 3 do last = Engine.send('up ' .. i .. (last or '')) end
        > a
        > b
        < OK
        < OK
        < OK
        < up 1
        < up 2a
        < up 3b
        > c
        < CLOSE_GAME
        closed
        ",
    )
    .await;
}

#[tokio::test]
async fn what_is_no_text_is_told_and_closed() {
    let server = Server::start();
    for message in [
        Message::binary(vec![1, 2, 3]),
        Message::text("x".repeat(1024 * 1024 + 1)),
        Message::text("x".repeat(5 * 1024 * 1024)),
    ] {
        let mut client = server.connect().await;
        client.send("lua").await;
        client.expect("OK").await;
        client.send_raw(message).await;
        let frame = client.next().await.expect("a word before the end");
        assert!(frame.starts_with("PROCESS_ERROR"), "{frame}");
        client.expect("CLOSE_GAME").await;
        assert_eq!(client.next().await, None);
    }
}

#[tokio::test]
async fn any_path_is_the_original_s_address() {
    let server = Server::start();
    let url = format!("ws://{}/some/path?x=1", server.addresses[0]);
    let mut client = Client::connect(&url).await;
    client.begin("lua", "", "Engine.send('up')").await;
    client.expect("up").await;
}

#[tokio::test]
async fn a_page_of_another_origin_is_told_why_it_may_not_connect() {
    let server = Server::with(&[(
        "LIVECODING_CLASSIC_ALLOWED_ORIGINS",
        "[\"https://school.example\"]",
    )]);
    let url = format!("ws://{}/", server.addresses[0]);
    for origin in ["http://localhost:3000", "https://school.example"] {
        let mut client = Client::connect_with(&url, &[("origin", origin)]).await;
        client.begin("lua", "", "").await;
        client.expect("CLOSE_GAME").await;
    }
    let mut client = Client::connect_with(&url, &[("origin", "http://evil.example")]).await;
    let frame = client.next().await.unwrap();
    assert!(
        frame.starts_with("PROCESS_ERRORpages of http://evil.example"),
        "{frame}"
    );
    client.expect("CLOSE_GAME").await;
    assert_eq!(client.next().await, None);
}

#[tokio::test]
async fn the_original_s_port_can_be_opened_as_well() {
    let server = Server::with(&[("LIVECODING_CLASSIC_LISTEN", "127.0.0.1:0")]);
    let mut client = Client::connect(&format!("ws://{}/", server.addresses[1])).await;
    client.begin("lua", "", "").await;
    client.expect("CLOSE_GAME").await;
}
