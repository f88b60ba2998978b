//! What templates may do with texts, so that none of a game's can be taken for code.

use std::fmt::Write as _;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind};

/// Adds all of them.
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("quoted", quoted);
    environment.add_filter("comment", comment);
    environment.add_filter("json", json);
}

/// The text between quotes: `"` or `quote`. A backslash, the quote, and each character of
/// `escape` get a backslash; ends of lines and tabs are `\n` and `\t`. With `double` the quote is
/// doubled instead and nothing else is changed. With `ascii`, a character beyond ASCII is written
/// `\uXXXX`, in pairs where need be.
#[expect(clippy::needless_pass_by_value, reason = "filters are called so")]
fn quoted(text: &str, options: Kwargs) -> Result<String, Error> {
    let quote: Option<String> = options.get("quote")?;
    let escape: Option<String> = options.get("escape")?;
    let is_doubled: Option<bool> = options.get("double")?;
    let is_ascii: Option<bool> = options.get("ascii")?;
    options.assert_all_used()?;
    let quote = quote.unwrap_or_else(|| "\"".to_owned());
    let escape = escape.unwrap_or_default();
    if is_doubled == Some(true) {
        return Ok(format!(
            "{quote}{}{quote}",
            text.replace(&quote, &quote.repeat(2))
        ));
    }
    let mut quoted = quote.clone();
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // A declaration has no other; whatever would get here is shown as nothing.
            c if c.is_control() => (),
            '\\' => quoted.push_str("\\\\"),
            c if quote.contains(c) || escape.contains(c) => quoted.extend(['\\', c]),
            c if is_ascii == Some(true) && !c.is_ascii() => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(quoted, "\\u{unit:04x}").map_err(|_| impossible())?;
                }
            }
            c => quoted.push(c),
        }
    }
    Ok(quoted + &quote)
}

/// The text as lines of a comment, each behind `prefix`. What would end the comment, `except`,
/// gets a space after each of its characters but the last.
#[expect(clippy::needless_pass_by_value, reason = "filters are called so")]
fn comment(text: &str, prefix: &str, options: Kwargs) -> Result<String, Error> {
    let except: Option<String> = options.get("except")?;
    options.assert_all_used()?;
    let mut lines = text.trim_end().to_owned();
    if let Some(except) = except {
        if except.chars().count() < 2 {
            let text = "`except` must have two characters or more, so that they can be taken apart";
            return Err(Error::new(ErrorKind::InvalidOperation, text));
        }
        let apart: Vec<_> = except.chars().map(String::from).collect();
        while lines.contains(&except) {
            lines = lines.replace(&except, &apart.join(" "));
        }
    }
    // What other systems take for the end of a line is none here.
    let lines = lines.replace(
        ['\u{2028}', '\u{2029}', '\u{85}', '\r', '\u{b}', '\u{c}'],
        " ",
    );
    let lines = lines.split('\n').map(|line| {
        // A backslash at its end would join the next line to it in some languages.
        let line = line.trim_end_matches(|c: char| c == '\\' || c.is_whitespace());
        format!("{prefix}{line}").trim_end().to_owned()
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// The value as JSON.
fn json(value: &Value) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| {
        Error::new(ErrorKind::BadSerialization, "this has no JSON form").with_source(error)
    })
}

fn impossible() -> Error {
    Error::new(ErrorKind::InvalidOperation, "a text cannot be written")
}
