//! What templates make, and that no text of a game's gets out of its place.

use serde_json::json;

use super::{Case, Rules, Template};
use crate::game::Game;

const TEMPLATE: &str = r#"
{%- macro literal(value) %}{{ value | json }}{% endmacro %}
{%- macro call(command, arguments) %}{{ command.qualified }}({% for it in arguments %}{{ literal(it) }}{{ ", " if not loop.last }}{% endfor %}){% endmacro %}
{%- macro program(calls) %}{{ calls | join("\n") }}{% endmacro %}
{%- macro signature(command) %}{{ command.name }}{% endmacro %}
{%- for it in commands %}
{{ it.summary | comment("// ", except="*/") }}
{{ it.action | quoted(escape="$") }} {{ it.action | quoted(quote="'", double=true) }} {{ it.summary | quoted(ascii=true) }}
{%- endfor %}
"#;

fn rules() -> Rules {
    Rules {
        template: "t".to_owned(),
        functions: Case::Camel,
        parameters: Case::Snake,
        modules: Case::Pascal,
        separator: "::".to_owned(),
        needs_module: false,
        reserved: None,
        reserved_parameters: None,
        reserved_in_any_case: false,
    }
}

fn game(module: Option<&str>) -> Game {
    let manifest = json!({
        "name": "T", "module": module,
        "commands": [{
            "name": "move_on", "action": "it's $x \"q\" \\", "summary": "a */ b\n\u{2028}c \\\n✓ 🦀",
            "parameters": [
                {"name": "how_far", "type": "integer"}, {"name": "text", "type": "string"},
                {"name": "way", "type": "enumeration", "values": ["a$}"]}, {"name": "rest", "type": "number", "default": 1}
            ],
            "examples": [{"arguments": [1, "x", "a$}"]}]
        }]
    });
    Game::of_manifest("t", &manifest.to_string()).unwrap()
}

#[test]
fn texts_stay_in_their_quotes_and_comments() {
    let template = Template::new(rules(), TEMPLATE.to_owned(), "", "").unwrap();
    let made = template.fill(&game(None), "en").unwrap();
    let expected = "\
// a * / b
//  c
// ✓ 🦀
\"it's \\$x \\\"q\\\" \\\\\" 'it''s $x \"q\" \\' \"a */ b\\n\\u2028c \\\\\\n\\u2713 \\ud83e\\udd80\"";
    assert_eq!(made.text, expected);
}

#[test]
fn a_call_is_written_for_examples_and_for_editors() {
    let template = Template::new(rules(), TEMPLATE.to_owned(), "", "").unwrap();
    let made = template.fill(&game(Some("my_robot")), "en").unwrap();
    let function = &made.functions[0];
    assert_eq!(function.name, "MyRobot::moveOn");
    assert_eq!(function.examples, ["MyRobot::moveOn(1, \"x\", \"a$}\")"]);
    let snippet = "MyRobot::moveOn(${1:how_far}, \"${2:text}\", \"a\\$\\}\")";
    assert_eq!(function.snippet, snippet);
    assert_eq!(
        made.examples_program,
        "MyRobot::moveOn(1, \"x\", \"a$}\")\n"
    );
}

#[test]
fn a_template_that_is_none_or_does_not_end_is_an_error() {
    assert!(Template::new(rules(), "{% if %}".to_owned(), "", "").is_err());
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
    let template = Template::new(rules(), endless.to_owned(), "", "").unwrap();
    let told = template.fill(&game(None), "en").unwrap_err().to_string();
    assert!(told.contains("fuel"), "{told}");
    let template = Template::new(rules(), "{{ nothing }}".to_owned(), "", "").unwrap();
    assert!(template.fill(&game(None), "en").is_err());
}
