//! The page, its stage's frame and the files of games, as a browser is given them.

use std::io::Read as _;

use flate2::read::GzDecoder;

use crate::support::Server;

#[tokio::test]
async fn the_page_comes_with_a_policy_that_lets_only_its_own_files_act() {
    let server = Server::start();
    let page = server.ask("/", &[]).await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).unwrap();
    let nonce = nonce.split('\'').next().unwrap();
    assert!(page.text().contains(nonce), "the page knows its nonce");
    assert!(!page.text().contains("@nonce@"));
    for part in [
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self' ws://localhost",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    let again = server.ask("/", &[]).await;
    assert_ne!(
        again.header("content-security-policy"),
        policy,
        "a nonce is used once"
    );
}

#[tokio::test]
async fn the_files_of_the_page_are_compressed_and_kept_by_the_browser() {
    let server = Server::start();
    let page = server.get("/").await;
    let script = page
        .split("src=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(script.starts_with("/assets/"), "{script}");
    let packed = server.ask(script, &[("Accept-Encoding", "gzip, br")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("content-type"), "text/javascript");
    assert!(packed.header("cache-control").contains("immutable"));
    let mut unpacked = String::new();
    GzDecoder::new(&*packed.body)
        .read_to_string(&mut unpacked)
        .unwrap();
    let plain = server.ask(script, &[]).await;
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(plain.text(), unpacked);
    let tag = plain.header("etag");
    let known = server.ask(script, &[("If-None-Match", tag)]).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
    assert_eq!(server.ask("/assets/none.js", &[]).await.status, 404);
    assert_eq!(server.ask("/assets/../index.html", &[]).await.status, 404);
}

#[tokio::test]
async fn a_game_runs_in_a_frame_without_an_origin_that_only_this_server_shows() {
    let server = Server::start();
    let frame = server.ask("/frame", &[]).await;
    assert_eq!(frame.status, 200);
    let policy = frame.header("content-security-policy");
    for part in [
        "sandbox allow-scripts",
        "frame-ancestors 'self'",
        "form-action 'none'",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("allow-same-origin"), "{policy}");
    // Its scripts are fetched without an origin.
    let script = frame.text();
    let script = script
        .split("src=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let script = server.ask(script, &[("Origin", "null")]).await;
    assert_eq!(script.header("access-control-allow-origin"), "*");
}

/// A server with a game of its own in a folder, and things that are not for learners.
fn with_added_game() -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let game = folder.path().join("added");
    std::fs::create_dir_all(game.join("assets")).unwrap();
    std::fs::create_dir_all(game.join("solutions")).unwrap();
    let manifest = r#"{"name": "Added", "commands": [{"name": "move", "summary": "Moves."}]}"#;
    for (file, text) in [
        ("manifest.json", manifest),
        ("assets/page.html", "<script>alert(1)</script>"),
        ("assets/sound.mp3", "0123456789"),
        ("solutions/1.lua", "Game.move()"),
        (".secret", "x"),
        ("../outside.txt", "x"),
    ] {
        std::fs::write(game.join(file), text).unwrap();
    }
    std::os::unix::fs::symlink("/etc/passwd", game.join("passwd")).unwrap();
    let games = folder.path().to_str().unwrap();
    (Server::with_arguments(&["--games", games], &[]), folder)
}

#[tokio::test]
async fn the_files_of_a_game_may_be_read_by_every_page_and_never_act_as_one() {
    let (server, _folder) = with_added_game();
    for id in ["maze", "added"] {
        let path = format!("/games/{id}/manifest.json");
        let manifest = server.ask(&path, &[]).await;
        assert_eq!(manifest.status, 200, "{id}");
        assert_eq!(manifest.header("access-control-allow-origin"), "*");
        assert!(
            manifest
                .header("content-security-policy")
                .starts_with("sandbox;")
        );
        let kind = manifest.header("content-type");
        assert_eq!(kind, "application/json; charset=utf-8");
        let tag = manifest.header("etag");
        let known = server.ask(&path, &[("If-None-Match", tag)]).await;
        assert_eq!(known.status, 304, "{id}");
    }
    let page = server.ask("/games/added/assets/page.html", &[]).await;
    assert!(
        page.header("content-security-policy")
            .starts_with("sandbox; default-src 'none'")
    );
    let range = [("Range", "bytes=2-4")];
    let part = server.ask("/games/added/assets/sound.mp3", &range).await;
    assert_eq!((part.status, part.text()), (206, "234".to_owned()));
}

#[tokio::test]
async fn what_is_not_for_learners_is_not_there() {
    let (server, _folder) = with_added_game();
    for path in [
        "added/solutions/1.lua",
        "added/.secret",
        "added/../outside.txt",
        "added/%2e%2e/outside.txt",
        "added/..%2foutside.txt",
        "added/passwd",
        "added//etc/passwd",
        "added/",
        "none/manifest.json",
        "maze/../golden/manifest.json",
        "maze/solutions/keys.json",
    ] {
        let answer = server.ask(&format!("/games/{path}"), &[]).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    // A game's frame is told so.
    let answer = server.ask("/games/added/none.png", &[]).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn on_the_loopback_address_there_is_none_for_others() {
    let server = Server::start();
    assert_eq!(server.get("/addresses").await, r#"{"urls":[]}"#);
    assert!(server.get("/nowhere").await.contains("The page is at /"));
}
