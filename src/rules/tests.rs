//! Rules that are right, and rules that are not.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Answer, Command, Rules, RulesError};
use crate::game::{DeclaredLevel, Game};

const MANIFEST: &str = r#"{"name": "T", "data": {"rules": "logic.js"},
    "commands": [{"name": "go", "summary": "Goes."}],
    "levels": [{"id": "one", "title": "One", "par": 3, "data": {"to": 2}}]}"#;

const COUNTING: &str = "
    import { chance } from '../kit/random.js';
    import { more } from './deep/more.js';
    export const readLevel = ({ data, par }) => ({ ...data, par });
    export const begin = (level, seed = 7) => ({ at: 0, chance: seed, hasReached: false });
    export function play(level, state, { action, params }) {
      if (action !== 'go') return [state, [], { refused: 'lost' }];
      const [after, part] = chance(state.chance);
      const at = more(state.at, params[0]);
      return [{ at, chance: after, hasReached: at >= level.to }, [], { value: [at, level.par, part < 1] }];
    }";

fn game(folder: &Path, files: &[(&str, &str)]) -> Game {
    let folder = folder.join("counting");
    for (name, text) in [("manifest.json", MANIFEST)].iter().chain(files) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Game::in_folder(&folder).unwrap()
}

fn level(game: &Game) -> &DeclaredLevel {
    game.manifest.levels.first().unwrap()
}

fn command(action: &str, params: Vec<Value>) -> Command {
    Command {
        actor: None,
        action: action.to_owned(),
        params,
    }
}

/// The error of a module with this text, loaded and played once.
fn fault(logic: &str) -> RulesError {
    let folder = tempfile::tempdir().unwrap();
    let game = game(folder.path(), &[("logic.js", logic)]);
    let rules = match Rules::load(&game) {
        Ok(rules) => rules,
        Err(error) => return error,
    };
    let begun = rules.begin(level(&game), None);
    let played = begun.and_then(|it| it.play(&command("go", Vec::new())));
    played.expect_err("the rules are wrong")
}

#[test]
fn a_command_leads_to_another_position_and_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let more = "import { half } from '../half.js'; export const more = (a, b) => a + half(b);";
    let half = "export const half = (it) => it / 2;";
    let files = [
        ("logic.js", COUNTING),
        ("deep/more.js", more),
        ("half.js", half),
    ];
    let game = game(folder.path(), &files);
    let rules = Rules::load(&game).unwrap();
    let begin = rules.begin(level(&game), None).unwrap();
    let first = begin.play(&command("go", vec![json!(2)])).unwrap();
    assert_eq!(first.answers[0].answer, Answer::Value(json!([1, 3, true])));
    assert!(!first.reached);
    let second = first.position.play(&command("go", vec![json!(2)])).unwrap();
    assert!(second.reached);
    // What came before stays as it was.
    assert_eq!(
        begin.state().unwrap(),
        r#"{"at":0,"chance":7,"hasReached":false}"#
    );
    let refused = begin.play(&command("fly", Vec::new())).unwrap();
    assert_eq!(
        refused.answers[0].answer,
        Answer::Refused("lost".to_owned())
    );
    let seeded = rules.begin(level(&game), Some(4)).unwrap();
    assert!(seeded.state().unwrap().contains(r#""chance":4"#));
}

#[test]
fn what_is_wrong_is_told_with_its_file_and_line() {
    let begin = "export const readLevel = (it) => it; export const begin = () => ({});";
    let cases = [
        ("const a = ;", "counting/logic.js:1"),
        ("import './none.js';", "counting/none.js"),
        (
            "import '../other/logic.js';",
            "outside of the package and of `../kit/`",
        ),
        ("import '../../etc/passwd';", "outside of the package"),
        ("import 'node:fs';", "a path that begins with `./` or `../`"),
        ("export const begin = 1;", "exports no function readLevel"),
        ("document.title = 'x';", "counting/logic.js:1"),
        ("throw new Error('höh');", "Error: höh"),
    ];
    for (logic, told) in cases {
        let error = fault(logic).to_string();
        assert!(error.contains(told), "{told}: {error}");
    }
    let plays = [
        ("\n  null.x", "counting/logic.js:2"),
        ("return [{}, [], 5]", "`{ value }` or `{ refused: code }`"),
        ("return 5", "play gives [state, happenings, answer]"),
        (
            "return [{}, [], [{ value: 1 }]]",
            "says its `actor`, a whole number",
        ),
        (
            "return [{ waitingFor: 'all' }, [], {}]",
            "a `waitingFor`, `turn` or `result` of another form",
        ),
        ("return [{}, [], { value: Math.random() }]", "no chance"),
        ("return [{}, [], { value: Date.now() }]", "Date is not"),
        ("throw 5", "it threw what is no error"),
    ];
    for (body, told) in plays {
        let error = fault(&format!("{begin} export function play() {{ {body} }}")).to_string();
        assert!(error.contains(told), "{told}: {error}");
    }
}

#[test]
fn rules_are_bounded_in_time_and_in_memory() {
    let begin = "export const readLevel = (it) => it; export const begin = () => ({});";
    let endless = fault(&format!(
        "{begin} export function play() {{ for (;;) {{}} }}"
    ));
    assert!(
        matches!(endless, RulesError::TooLong { call: "play", .. }),
        "{endless}"
    );
    let endless = fault("for (;;) {}");
    assert!(
        matches!(
            endless,
            RulesError::TooLong {
                call: "loading",
                ..
            }
        ),
        "{endless}"
    );
    let greedy = "const all = []; for (;;) all.push(new Array(100000).fill(all));";
    let greedy = fault(&format!("{begin} export function play() {{ {greedy} }}"));
    assert!(greedy.to_string().contains("64 MiB"), "{greedy}");
    let deep = fault(&format!(
        "{begin} export function play() {{ return play(); }}"
    ));
    assert!(deep.to_string().contains("stack"), "{deep}");
    let waits = fault("await new Promise(() => {});");
    assert!(matches!(waits, RulesError::Thrown { .. }), "{waits}");
}

#[test]
fn several_are_answered_by_name_of_their_actors() {
    let logic = "export const readLevel = (it) => it;
        export const begin = (level, seed) => ({ waitingFor: [1, 2], turn: 0, hasReached: false });
        export function play(level, state, { actor, action, params }) {
          const result = [{ actor: 2, name: 'b', place: 1, points: 3 }];
          return [{ ...state, waitingFor: [], turn: 1, result, hasReached: true }, [],
            [{ actor: 1, value: action }, { actor: 2, refused: 'out' }]];
        }";
    let folder = tempfile::tempdir().unwrap();
    let game = game(folder.path(), &[("logic.js", logic)]);
    let rules = Rules::load(&game).unwrap();
    let begin = rules.begin(level(&game), Some(1)).unwrap();
    let played = begin.play(&Command {
        actor: Some(1),
        ..command("move", Vec::new())
    });
    let played = played.unwrap();
    let answers: Vec<_> = played.answers.iter().map(|it| it.actor).collect();
    assert_eq!(answers, [Some(1), Some(2)]);
    assert_eq!((played.reached, played.turn), (true, Some(1)));
    assert_eq!(played.result[0].name, "b");
    assert!(played.only_answer().is_err());
}
