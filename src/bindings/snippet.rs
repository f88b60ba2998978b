//! A call to insert: where the learner fills something in.

use serde_json::{Value, json};

use crate::game::{Command, Type};

/// No declaration has a number or a text that is likely to be taken for one of these.
const NUMBER: i64 = 904_613_000;
const TEXT: &str = "LIVECODINGMARK";

/// What stands in a call for an argument.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) value: Value,
    /// What is looked for, and what is to be filled in there; none where the value itself stays.
    place: Option<(String, String)>,
}

/// What stands in a call for the arguments that must be given.
pub(super) fn marks(command: &Command) -> Vec<Mark> {
    let needed = command.parameters.iter().filter(|it| it.default.is_none());
    let marked = needed.enumerate().map(|(nth, parameter)| {
        let place = |found: String| Some((found, parameter.name.clone()));
        match &parameter.of {
            Type::Integer { .. } | Type::Number { .. } => {
                let number = NUMBER + i64::try_from(nth).unwrap_or(0);
                Mark {
                    value: json!(number),
                    place: place(number.to_string()),
                }
            }
            Type::String { .. } => {
                let text = format!("{TEXT}{nth}X");
                Mark {
                    value: json!(text),
                    place: place(text),
                }
            }
            of @ (Type::Boolean
            | Type::Enumeration { .. }
            | Type::List { .. }
            | Type::Record { .. }) => Mark {
                value: of.plainest(),
                place: None,
            },
        }
    });
    marked.collect()
}

/// The call with places to fill in, as snippets of editors are written.
pub(super) fn written(call: &str, marks: &[Mark]) -> String {
    let mut escaped = String::new();
    for c in call.chars() {
        if matches!(c, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let places = marks.iter().filter_map(|it| it.place.as_ref());
    places
        .enumerate()
        .fold(escaped, |text, (nth, (found, name))| {
            text.replace(found, &format!("${{{}:{name}}}", nth + 1))
        })
}
