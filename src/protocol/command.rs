//! What a command means: read once, the line itself is kept.

use serde::Deserialize;
use serde_json::value::RawValue;

/// What a command's line says.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// An action and what belongs to it.
    Action {
        /// What to do.
        action: String,
        /// With what, as it was written.
        params: Option<Box<RawValue>>,
        /// How the line says it.
        form: Form,
    },
    /// Anything else.
    Raw,
}

/// How a line says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{"action": …, "params": …}` and nothing else.
    Ours,
    /// The original's: an object with one key, which is the action.
    Pair,
    /// As ours, and it says more.
    More,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlyAction {
    action: String,
    #[serde(default)]
    params: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct WithAction {
    action: String,
    #[serde(default)]
    params: Option<Box<RawValue>>,
}

impl Meaning {
    /// Reads a line: `{"action": …, "params": …}`, or the form of the original, an object with one
    /// key, which is the action, whose value is the parameter.
    pub fn of(line: &str) -> Self {
        let line = line.trim();
        if !line.starts_with('{') {
            return Self::Raw;
        }
        if let Ok(OnlyAction { action, params }) = serde_json::from_str(line) {
            return Self::Action {
                action,
                params,
                form: Form::Ours,
            };
        }
        if let Ok(WithAction { action, params }) = serde_json::from_str(line) {
            return Self::Action {
                action,
                params,
                form: Form::More,
            };
        }
        let only: Result<std::collections::BTreeMap<String, Box<RawValue>>, _> =
            serde_json::from_str(line);
        match only.map(|it| it.into_iter().collect::<Vec<_>>()) {
            Ok(mut pairs) if pairs.len() == 1 => {
                let pair = pairs.pop();
                pair.map_or(Self::Raw, |(action, value)| Self::Action {
                    action,
                    params: Some(value),
                    form: Form::Pair,
                })
            }
            Ok(_) | Err(_) => Self::Raw,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        match Meaning::of(line) {
            Meaning::Action {
                action,
                params,
                form,
            } => {
                let params = params.map_or(String::new(), |it| it.to_string());
                format!("{action} {params} {form:?}")
            }
            Meaning::Raw => "raw".to_owned(),
        }
    }

    #[test]
    fn a_line_is_an_action_or_itself() {
        for (line, expected) in [
            (
                r#"{"action":"move","params":[1.0, "x"]}"#,
                r#"move [1.0, "x"] Ours"#,
            ),
            (r#"{"action":"stop"}"#, "stop  Ours"),
            (r#"{"moveRight": "2"}"#, r#"moveRight "2" Pair"#),
            (r#"{"action":"stop","at":3}"#, "stop  More"),
            (r#"{"a":1,"b":2}"#, "raw"),
            (r#"{"action":1,"params":2}"#, "raw"),
            ("{}", "raw"),
            ("up", "raw"),
            ("{broken", "raw"),
            ("", "raw"),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }
}
