use super::*;

fn refusal(frame: &str) -> (Option<Id>, String) {
    match decode(frame) {
        Err(Unclear::Refused(id, refused)) => (id, refused.code),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_is_read_with_what_it_is_about() {
    let frame = r#"{"type":"run.step","id":7,"run":"r1","body":{"count":3,"colour":"red"},"x":1}"#;
    let read = decode(frame).unwrap();
    assert_eq!(
        (read.id, read.run.as_deref()),
        (Some(Id::Number(7)), Some("r1"))
    );
    assert!(matches!(
        read.message,
        ClientMessage::RunStep(RunStep { count: Some(3) })
    ));
    let bare = decode(r#"{"type":"run.pause"}"#).unwrap();
    assert!(matches!(bare.message, ClientMessage::RunPause(_)));
}

#[test]
fn what_is_not_understood_is_told_to_its_asker_or_ignored() {
    assert!(matches!(decode("no json"), Err(Unclear::NoMessage(_))));
    assert!(matches!(decode("[1]"), Err(Unclear::NoMessage(_))));
    assert!(matches!(decode(r#"{"id":1}"#), Err(Unclear::NoMessage(_))));
    assert_eq!(decode(r#"{"type":"tea"}"#).unwrap_err(), Unclear::Ignored);
    let asked = |code: &str| (Some(Id::Text("a".to_owned())), code.to_owned());
    assert_eq!(refusal(r#"{"type":"tea","id":"a"}"#), asked("unknown_type"));
    assert_eq!(
        refusal(r#"{"type":"run.start","id":"a","body":{}}"#),
        asked("bad_request")
    );
    let long = format!(r#"{{"type":"run.pause","id":"{}"}}"#, "x".repeat(65));
    assert_eq!(refusal(&long), (None, "bad_request".to_owned()));
}

#[test]
fn a_command_that_is_sent_again_is_the_same_but_for_its_mark() {
    let command = CommandTold {
        cid: 2,
        at: 15,
        src: None,
        action: Some("say".to_owned()),
        params: serde_json::value::to_raw_value(&["}}"]).ok(),
        raw: None,
        is_pair: false,
        redelivered: false,
        replay: false,
    };
    let event = FromServer {
        seq: Some(41),
        run: Some("r7".to_owned()),
        ..FromServer::plain(ServerMessage::Command(Box::new(command)))
    };
    let text = event.encode();
    assert_eq!(
        text,
        r#"{"seq":41,"run":"r7","type":"command","body":{"cid":2,"at":15,"action":"say","params":["}}"]}}"#
    );
    let again: serde_json::Value = serde_json::from_str(&marked(&text, Mark::Redelivered)).unwrap();
    assert_eq!(again["body"]["redelivered"], true);
    assert_eq!(again["body"]["params"][0], "}}");
}
