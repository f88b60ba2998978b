//! The classic client protocol, frame for frame.

use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use crate::support::{Client, Server, copy_of, play};

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
        Message::Frame(Frame::message(
            vec![0xff, 0xfe],
            OpCode::Data(Data::Text),
            true,
        )),
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

#[tokio::test]
async fn a_message_in_several_frames_is_one_message() {
    let server = Server::start();
    let mut client = server.connect().await;
    let parts = [
        ("Engine.", Data::Text, false),
        ("send('é", Data::Continue, false),
        ("')", Data::Continue, true),
    ];
    for text in ["lua", ""] {
        client.send(text).await;
        client.expect("OK").await;
    }
    for (text, data, is_last) in parts {
        let frame = Frame::message(text.as_bytes().to_vec(), OpCode::Data(data), is_last);
        client.send_raw(Message::Frame(frame)).await;
    }
    client.expect("OK").await;
    client.expect("é").await;
}

#[tokio::test]
async fn a_message_in_frames_without_end_is_refused() {
    let server = Server::start();
    let mut client = server.connect().await;
    let frame = |data| {
        Message::Frame(Frame::message(
            vec![b'x'; 64 * 1024],
            OpCode::Data(data),
            false,
        ))
    };
    client.send_raw(frame(Data::Text)).await;
    for _ in 0..16 {
        client.send_raw(frame(Data::Continue)).await;
    }
    let word = client.next().await.expect("a word before the end");
    assert!(
        word.starts_with("PROCESS_ERRORa message is larger"),
        "{word}"
    );
    client.expect("CLOSE_GAME").await;
}

#[tokio::test]
async fn pings_are_answered_and_compression_is_declined() {
    let server = Server::start();
    let url = format!("ws://{}/", server.addresses[0]);
    let offer = [(
        "sec-websocket-extensions",
        "permessage-deflate; client_max_window_bits",
    )];
    let mut client = Client::connect_with(&url, &offer).await;
    client.ping().await;
    client.begin("lua", "", "Engine.send('x')").await;
    client.expect("x").await;
}

#[tokio::test]
async fn texts_are_utf_8_whatever_the_server_s_locale() {
    let server = Server::with(&[("LANG", "C"), ("LC_ALL", "POSIX")]);
    for (language, program) in [
        (
            "ruby",
            "x = Engine.send('é')\nEngine.send(x.length.to_s + x.encoding.to_s)",
        ),
        (
            "python",
            "x = Engine.send('é')\nEngine.send(str(len(x)) + 'UTF-8')",
        ),
    ] {
        let mut client = server.connect().await;
        client
            .begin(language, "", &program.replace("\\n", "\n"))
            .await;
        client.expect("é").await;
        client.send("ü😀").await;
        client.expect("2UTF-8").await;
    }
}

#[tokio::test]
async fn errors_of_php_reach_us_whatever_its_settings() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("php");
    copy_of("config/languages/php", &package);
    std::fs::write(
        folder.path().join("php.ini"),
        "display_errors = 1\nerror_reporting = 0\nlog_errors = 0\nhtml_errors = 1\noutput_buffering = 4096\n",
    )
    .unwrap();
    let manifest = std::fs::read_to_string(package.join("language.toml")).unwrap();
    let environment = format!(
        "[run.environment]\nPHPRC = \"{}\"\n\n[engine]",
        folder.path().display()
    );
    assert!(!manifest.contains("[run.environment]"));
    let manifest = manifest.replace("[engine]", &environment);
    std::fs::write(package.join("language.toml"), manifest).unwrap();
    let server = Server::with_packages(folder.path(), &[]);
    for (program, word) in [
        ("Engine::send('x');\nundefined();", "undefined()"),
        ("Engine::send('x');\nthrow new Exception('höh');", "höh"),
        (
            "Engine::send('x');\nini_set('memory_limit', '8M'); $x = str_repeat('y', 100000000);",
            "memory",
        ),
    ] {
        let mut client = server.connect().await;
        client.begin("php", "", program).await;
        let frames = client.answer_all(|_| "ok".to_owned()).await;
        let told = frames
            .iter()
            .any(|it| it.starts_with("PROCESS_ERROR") && it.contains(word));
        assert!(told, "{frames:?}");
        assert!(
            frames
                .iter()
                .any(|it| it.contains("main.php") && it.contains('2')),
            "{frames:?}"
        );
        assert_eq!(frames.last().unwrap(), "CLOSE_GAME");
    }
}
