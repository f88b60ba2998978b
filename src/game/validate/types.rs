//! Types, values, names and texts of a declaration.

use std::collections::HashSet;

use serde_json::Value;

use super::super::declaration::{Field, GREATEST, Type};
use super::super::manifest::{DeclaredValue, Kind, Text};
use super::{Check, DEPTH};

/// Longest name of a command, a parameter or a module, in characters.
const NAME_CHARS: usize = 40;
/// Most values of an enumeration.
const VALUES: usize = 100;
/// Longest text, in characters.
const TEXT_CHARS: usize = 4_000;
/// Beginnings of names that bindings need for themselves.
const OWN_NAMES: [&str; 2] = ["livecoding", "engine"];

impl Check {
    /// The type that is meant, and whether each key belongs to it.
    pub(super) fn of(&mut self, declared: &DeclaredValue, depth: usize) -> Type {
        if depth == 0 {
            self.wrong(format!(
                "lists and records are more than {DEPTH} deep; make it flatter"
            ));
            return Type::Boolean;
        }
        self.keys(declared);
        match declared.kind {
            Kind::Integer => self.integer(declared),
            Kind::Number => {
                let (minimum, maximum) = (declared.minimum, declared.maximum);
                if minimum
                    .zip(maximum)
                    .is_some_and(|(least, most)| least > most)
                {
                    self.wrong("`minimum` is more than `maximum`; exchange them");
                }
                Type::Number { minimum, maximum }
            }
            Kind::Boolean => Type::Boolean,
            Kind::String => Type::String {
                max_length: declared.max_length,
            },
            Kind::Enumeration => self.enumeration(declared),
            Kind::List => {
                let Some(items) = &declared.items else {
                    self.wrong("a list says what it holds; add `items` with their `type`");
                    return Type::Boolean;
                };
                Type::List {
                    items: Box::new(self.at(".items", |check| check.of(items, depth - 1))),
                    max_items: declared.max_items,
                }
            }
            Kind::Record => self.record(declared, depth),
        }
    }

    /// Each key must belong to the type.
    fn keys(&mut self, declared: &DeclaredValue) {
        let kind = declared.kind;
        let is_number = matches!(kind, Kind::Integer | Kind::Number);
        let keys = [
            ("minimum", declared.minimum.is_some(), is_number),
            ("maximum", declared.maximum.is_some(), is_number),
            (
                "max_length",
                declared.max_length.is_some(),
                kind == Kind::String,
            ),
            (
                "values",
                declared.values.is_some(),
                kind == Kind::Enumeration,
            ),
            ("items", declared.items.is_some(), kind == Kind::List),
            (
                "max_items",
                declared.max_items.is_some(),
                kind == Kind::List,
            ),
            ("fields", declared.fields.is_some(), kind == Kind::Record),
        ];
        for (key, is_there, belongs) in keys {
            if is_there && !belongs {
                self.at(format!(".{key}"), |check| {
                    check.wrong("it does not belong to this type; remove it");
                });
            }
        }
    }

    pub(super) fn integer(&mut self, declared: &DeclaredValue) -> Type {
        let whole = |check: &mut Self, key: &str, bound: Option<f64>, or: i64| {
            let Some(bound) = bound else { return or };
            #[expect(clippy::cast_precision_loss, reason = "2^53 - 1 is exact")]
            let is_whole = bound.fract() == 0.0 && bound.abs() <= GREATEST as f64;
            if !is_whole {
                check.at(format!(".{key}"), |check| {
                    check.wrong("it is no whole number up to 2^53 - 1; every language holds those");
                });
                return or;
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is whole and small enough"
            )]
            let bound = bound as i64;
            bound
        };
        let minimum = whole(self, "minimum", declared.minimum, -GREATEST);
        let maximum = whole(self, "maximum", declared.maximum, GREATEST);
        if minimum > maximum {
            self.wrong("`minimum` is more than `maximum`; exchange them");
        }
        Type::Integer { minimum, maximum }
    }

    pub(super) fn enumeration(&mut self, declared: &DeclaredValue) -> Type {
        let values = declared.values.clone().unwrap_or_default();
        if values.is_empty() {
            self.wrong("an enumeration says its `values`; add at least one");
        }
        if values.len() > VALUES {
            self.wrong(format!(
                "an enumeration has at most {VALUES} values; use a string"
            ));
        }
        let mut known = HashSet::new();
        for (at, value) in values.iter().take(VALUES).enumerate() {
            let is_new = known.insert(value.as_str());
            self.at(format!(".values[{at}]"), |check| {
                check.word(value);
                if !is_new {
                    check.wrong("it is there twice; remove one");
                }
            });
        }
        Type::Enumeration { values }
    }

    pub(super) fn record(&mut self, declared: &DeclaredValue, depth: usize) -> Type {
        let declared = declared.fields.clone().unwrap_or_default();
        if declared.is_empty() {
            self.wrong("a record says its `fields`; add at least one");
        }
        let mut fields = Vec::new();
        for (at, field) in declared.iter().enumerate() {
            let of = self.at(format!(".fields[{at}]"), |check| {
                check.at(".name", |check| check.name(&field.name));
                if field.default.is_some() {
                    check.at(".default", |check| {
                        check.wrong("a part of a record has no default; remove it");
                    });
                }
                check.of(&DeclaredValue::from(field.clone()), depth - 1)
            });
            if fields.iter().any(|it: &Field| it.name == field.name) {
                self.at(format!(".fields[{at}].name"), |check| {
                    check.wrong(format!("`{}` is there twice; rename one", field.name));
                });
            }
            fields.push(Field {
                name: field.name.clone(),
                of,
            });
        }
        Type::Record { fields }
    }

    pub(super) fn value(&mut self, of: &Type, value: &Value) {
        if let Some(why) = of.fault(value) {
            self.wrong(format!("{why}; change it, or the declared type"));
        } else if has_control_characters(value) {
            self.wrong("it has control characters, which no program can be given; remove them");
        }
    }

    pub(super) fn name(&mut self, name: &str) {
        let mut chars = name.chars();
        let begins = chars.next().is_some_and(|c| c.is_ascii_lowercase());
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let is_name = begins && chars.all(is_word) && !name.contains("__") && !name.ends_with('_');
        if !is_name || name.len() > NAME_CHARS {
            self.wrong(format!(
                "`{}` is no name; use small letters, digits, and single `_` between words, at \
                 most {NAME_CHARS} characters",
                name.chars().take(NAME_CHARS).collect::<String>()
            ));
        } else if OWN_NAMES.iter().any(|it| name.starts_with(it)) {
            self.wrong("names that begin so are the server's own; choose another");
        }
    }

    /// A word for the wire: any characters but those that no text shows.
    pub(super) fn word(&mut self, word: &str) {
        let length = word.chars().count();
        if length == 0
            || length > NAME_CHARS
            || word.chars().any(|c| is_strange(c) || c.is_control())
        {
            self.wrong(format!(
                "use 1 to {NAME_CHARS} characters, and no line ends or control characters"
            ));
        }
    }

    pub(super) fn text(&mut self, text: &Text, is_needed: bool) {
        // One that is translated, but not into English, is none for the page.
        let is_translated = matches!(text, Text::Translated(texts) if !texts.is_empty());
        if text.is_empty() && (is_needed || is_translated) {
            self.wrong("it is needed, in English at least; write it");
        }
        for (language, text) in text.all() {
            if text.chars().count() > TEXT_CHARS || text.chars().any(is_strange) {
                let step = language.map_or(String::new(), |it| format!(".{it}"));
                self.at(step, |check| {
                    check.wrong(format!(
                        "use at most {TEXT_CHARS} characters, and no control characters"
                    ));
                });
            }
        }
    }
}

/// Control characters, and those that change the direction of what follows: a program's text would
/// not say what it does, and some languages refuse them.
fn is_strange(c: char) -> bool {
    let is_control = c.is_control() && c != '\n' && c != '\t';
    is_control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn has_control_characters(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().any(is_strange),
        Value::Array(items) => items.iter().any(has_control_characters),
        Value::Object(fields) => fields.values().any(has_control_characters),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
