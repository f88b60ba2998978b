//! The commands of a game, checked: what bindings, references and stages are made from.

use serde::Serialize;
use serde_json::{Value, json};

use super::manifest::Text;

/// The greatest whole number that every language holds: 2^53 - 1.
pub(super) const GREATEST: i64 = (1 << 53) - 1;

/// All commands of a game.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declaration {
    /// What the functions stand in.
    pub module: Option<String>,
    /// Parts that commands are told in.
    pub groups: Vec<Group>,
    /// The commands, in the order in which they are told.
    pub commands: Vec<Command>,
}

/// A part that commands are told in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What commands call it.
    pub id: String,
    /// Its title.
    pub title: Text,
}

/// What the learner's program can ask of the game.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Its name, words in small letters with `_` between them.
    pub name: String,
    /// What the game hears.
    pub action: String,
    /// One sentence.
    pub summary: Text,
    /// More.
    pub description: Text,
    /// What it takes, in this order.
    pub parameters: Vec<Parameter>,
    /// What it gives back.
    pub result: Option<Type>,
    /// What the result says, and its unit.
    pub result_summary: Text,
    /// Why the game may refuse it.
    pub errors: Vec<Fault>,
    /// Whether it waits for the player, as long as that takes.
    pub waits_for_user: bool,
    /// Whether slow motion holds it back; a question need not wait.
    pub takes_time: bool,
    /// The id of its group.
    pub group: Option<String>,
    /// Names that it had before.
    pub deprecated_names: Vec<String>,
    /// How it is called.
    pub examples: Vec<Example>,
}

/// What a command takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// One sentence.
    pub summary: Text,
    /// Its type.
    pub of: Type,
    /// What stands for it when it is left out.
    pub default: Option<Value>,
    /// What it counts.
    pub unit: Option<String>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Type {
    /// A whole number.
    Integer {
        /// The least.
        minimum: i64,
        /// The greatest.
        maximum: i64,
    },
    /// Any number.
    Number {
        /// The least.
        #[serde(skip_serializing_if = "Option::is_none")]
        minimum: Option<f64>,
        /// The greatest.
        #[serde(skip_serializing_if = "Option::is_none")]
        maximum: Option<f64>,
    },
    /// Yes or no.
    Boolean,
    /// A text.
    String {
        /// Most characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    /// One of some words.
    Enumeration {
        /// The words.
        values: Vec<String>,
    },
    /// Values of one type.
    List {
        /// Their type.
        items: Box<Type>,
        /// Most of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_items: Option<u32>,
    },
    /// Values by name.
    Record {
        /// Them, in order.
        fields: Vec<Field>,
    },
}

/// A part of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// Its name, in the game and in every language.
    pub name: String,
    /// Its type.
    pub of: Type,
}

/// Why the game may refuse a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A short word for programs.
    pub code: String,
    /// One sentence.
    pub summary: Text,
}

/// How a command is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it is called with.
    pub arguments: Vec<Value>,
    /// What the game answers.
    pub result: Option<Value>,
    /// What happens.
    pub summary: Text,
}

/// Actions of a game that a run deals with in another way than the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// They wait for the player, as long as that takes.
    pub wait_for_user: Vec<String>,
    /// Slow motion does not hold them back.
    pub take_no_time: Vec<String>,
}

impl Declaration {
    /// Which of its actions a run deals with in another way than the rest.
    pub fn ways(&self) -> Ways {
        let actions = |fits: fn(&Command) -> bool| {
            let fitting = self.commands.iter().filter(|it| fits(it));
            fitting.map(|it| it.action.clone()).collect()
        };
        Ways {
            wait_for_user: actions(|it| it.waits_for_user),
            take_no_time: actions(|it| !it.takes_time),
        }
    }

    /// The command that is called so by games.
    pub fn by_action(&self, action: &str) -> Option<&Command> {
        self.commands.iter().find(|it| it.action == action)
    }
}

impl Command {
    /// `arguments` with the defaults of those that were left out.
    pub fn completed(&self, arguments: &[Value]) -> Vec<Value> {
        let rest = self.parameters.iter().skip(arguments.len());
        let rest = rest.map_while(|it| it.default.clone());
        arguments.iter().cloned().chain(rest).collect()
    }
}

impl Type {
    /// Why `value` is none of this type; nothing when it is.
    pub fn fault(&self, value: &Value) -> Option<String> {
        match self {
            Self::Integer { minimum, maximum } => match value.as_i64() {
                None => Some(format!("{value} is no whole number")),
                Some(it) if it < *minimum => Some(format!("{it} is less than {minimum}")),
                Some(it) if it > *maximum => Some(format!("{it} is more than {maximum}")),
                Some(_) => None,
            },
            Self::Number { minimum, maximum } => match value.as_f64() {
                None => Some(format!("{value} is no number")),
                Some(it) => {
                    let least = minimum.filter(|least| it < *least);
                    let greatest = maximum.filter(|greatest| it > *greatest);
                    let less = least.map(|least| format!("{it} is less than {least}"));
                    less.or_else(|| greatest.map(|most| format!("{it} is more than {most}")))
                }
            },
            Self::Boolean if value.is_boolean() => None,
            Self::Boolean => Some(format!("{value} is neither true nor false")),
            Self::String { max_length } => text_fault(value, *max_length),
            Self::Enumeration { values } => {
                let is_one = value
                    .as_str()
                    .is_some_and(|it| values.iter().any(|one| one == it));
                (!is_one).then(|| format!("{value} is none of {}", values.join(", ")))
            }
            Self::List { items, max_items } => match value.as_array() {
                None => Some(format!("{value} is no list")),
                Some(all) if exceeds(all.len(), *max_items) => {
                    Some(format!("a list of {} is too long", all.len()))
                }
                Some(all) => all.iter().find_map(|it| items.fault(it)),
            },
            Self::Record { fields } => record_fault(value, fields),
        }
    }

    /// A value of this type, the plainest there is.
    pub fn plainest(&self) -> Value {
        match self {
            Self::Integer { minimum, maximum } => json!(0.clamp(*minimum, *maximum)),
            Self::Number { minimum, maximum } => {
                let least = minimum.unwrap_or(f64::NEG_INFINITY);
                json!(0.0_f64.max(least).min(maximum.unwrap_or(f64::INFINITY)))
            }
            Self::Boolean => json!(true),
            Self::String { .. } => json!(""),
            Self::Enumeration { values } => json!(values.first()),
            Self::List { .. } => json!([]),
            Self::Record { fields } => {
                let fields = fields.iter().map(|it| (it.name.clone(), it.of.plainest()));
                Value::Object(fields.collect())
            }
        }
    }

    /// The least and the greatest whole number where nothing else is declared.
    pub fn widest_integer() -> (i64, i64) {
        (-GREATEST, GREATEST)
    }

    /// The words of an enumeration; nothing for another type.
    pub fn words(&self) -> &[String] {
        match self {
            Self::Enumeration { values } => values,
            Self::Integer { .. }
            | Self::Number { .. }
            | Self::Boolean
            | Self::String { .. }
            | Self::List { .. }
            | Self::Record { .. } => &[],
        }
    }

    /// Its name for people and templates.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Integer { .. } => "integer",
            Self::Number { .. } => "number",
            Self::Boolean => "boolean",
            Self::String { .. } => "string",
            Self::Enumeration { .. } => "enumeration",
            Self::List { .. } => "list",
            Self::Record { .. } => "record",
        }
    }
}

fn exceeds(count: usize, most: Option<u32>) -> bool {
    most.is_some_and(|most| u64::try_from(count).unwrap_or(u64::MAX) > u64::from(most))
}

fn text_fault(value: &Value, max_length: Option<u32>) -> Option<String> {
    let Some(text) = value.as_str() else {
        return Some(format!("{value} is no text"));
    };
    let length = text.chars().count();
    exceeds(length, max_length).then(|| format!("a text of {length} characters is too long"))
}

fn record_fault(value: &Value, fields: &[Field]) -> Option<String> {
    let Some(record) = value.as_object() else {
        return Some(format!("{value} is no record"));
    };
    let strange = record
        .keys()
        .find(|it| fields.iter().all(|one| one.name != **it));
    if let Some(strange) = strange {
        return Some(format!("a record without `{strange}` is asked for"));
    }
    fields
        .iter()
        .find_map(|field| match record.get(&field.name) {
            None => Some(format!("the record lacks `{}`", field.name)),
            Some(value) => field
                .of
                .fault(value)
                .map(|why| format!("{}: {why}", field.name)),
        })
}
