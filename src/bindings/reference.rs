//! What is said of a game's functions in a language: for editors and for the page to look things
//! up in.

use serde::Serialize;

use super::rendered::{Bindings, Function};
use super::words::Words;
use crate::game::{Command, Game, Type};

/// All of it.
#[derive(Debug, Serialize)]
pub struct Reference {
    /// The game's title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Parts that functions are told in: those without one come last.
    pub parts: Vec<Part>,
}

/// Functions that belong together.
#[derive(Debug, Serialize)]
pub struct Part {
    /// The id of its group; empty for those without one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its functions.
    pub functions: Vec<Entry>,
}

/// One function.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its head.
    pub signature: String,
    /// One sentence.
    pub summary: String,
    /// More.
    pub description: String,
    /// What it takes.
    pub parameters: Vec<EntryParameter>,
    /// What it gives back.
    pub result: Option<String>,
    /// Why it may be refused.
    pub errors: Vec<String>,
    /// Whether it waits for the player.
    pub waits_for_user: bool,
    /// Names of before.
    pub deprecated_names: Vec<String>,
    /// How it is called, and what happens.
    pub examples: Vec<EntryExample>,
}

/// What a function takes.
#[derive(Debug, Serialize)]
pub struct EntryParameter {
    /// Its name.
    pub name: String,
    /// Its type, range and unit in words.
    pub kind: String,
    /// One sentence.
    pub summary: String,
    /// What stands for it when it is left out.
    pub default: Option<String>,
}

/// How a function is called.
#[derive(Debug, Serialize)]
pub struct EntryExample {
    /// The call.
    pub call: String,
    /// What it gives, as JSON.
    pub result: Option<String>,
    /// What happens.
    pub summary: String,
}

impl Reference {
    /// What is said of `game`, whose functions are `bindings`, to people who read `lang`; `words`
    /// are the nearest that there are.
    pub fn new(game: &Game, bindings: &Bindings, words: &Words, lang: &str) -> Self {
        let declaration = &game.declaration;
        let pairs = || declaration.commands.iter().zip(&bindings.functions);
        let part = |id: Option<&str>, title: &str| Part {
            id: id.unwrap_or_default().to_owned(),
            title: title.to_owned(),
            functions: pairs()
                .filter(|(command, _)| command.group.as_deref() == id)
                .map(|(command, function)| Entry::new(command, function, words, lang))
                .collect(),
        };
        let groups = declaration.groups.iter();
        let groups = groups.map(|it| part(Some(&it.id), it.title.in_language(lang)));
        let parts = groups.chain([part(None, "")]);
        Self {
            title: game.manifest.name.in_language(lang).to_owned(),
            description: game.manifest.description.in_language(lang).to_owned(),
            parts: parts.filter(|it| !it.functions.is_empty()).collect(),
        }
    }
}

impl Entry {
    /// What is said of one function.
    pub fn new(command: &Command, function: &Function, words: &Words, lang: &str) -> Self {
        let names = function.parameters.iter();
        let parameters = command.parameters.iter().zip(names);
        let examples = command.examples.iter().zip(&function.examples);
        Self {
            name: function.name.clone(),
            signature: function.signature.clone(),
            summary: command.summary.in_language(lang).to_owned(),
            description: command.description.in_language(lang).to_owned(),
            parameters: parameters
                .map(|(it, name)| EntryParameter {
                    name: name.clone(),
                    kind: kind(&it.of, it.unit.as_deref(), words),
                    summary: it.summary.in_language(lang).to_owned(),
                    default: it.default.as_ref().map(ToString::to_string),
                })
                .collect(),
            result: command.result.as_ref().map(|it| {
                let summary = command.result_summary.in_language(lang);
                let kind = kind(it, None, words);
                if summary.is_empty() {
                    kind
                } else {
                    format!("{kind}. {summary}")
                }
            }),
            errors: command
                .errors
                .iter()
                .map(|it| it.summary.in_language(lang).to_owned())
                .collect(),
            waits_for_user: command.waits_for_user,
            deprecated_names: function.deprecated_names.clone(),
            examples: examples
                .map(|(it, call)| EntryExample {
                    call: call.clone(),
                    result: it.result.as_ref().map(ToString::to_string),
                    summary: it.summary.in_language(lang).to_owned(),
                })
                .collect(),
        }
    }

    /// All of it as Markdown.
    pub fn markdown(&self, words: &Words) -> String {
        let mut parts = vec![self.summary.clone(), self.description.clone()];
        if self.waits_for_user {
            parts.push(words.waits.to_owned());
        }
        let parameters = self.parameters.iter().map(|it| {
            let default = it.default.as_ref();
            let default = default.map_or(String::new(), |it| format!(", {} `{it}`", words.default));
            format!("- `{}`: {}{default}. {}", it.name, it.kind, it.summary)
        });
        parts.push(listed(words.parameters, &parameters.collect::<Vec<_>>()));
        if let Some(result) = &self.result {
            parts.push(format!("**{}**: {result}", words.result));
        }
        let errors = self.errors.iter().map(|it| format!("- {it}"));
        parts.push(listed(words.errors, &errors.collect::<Vec<_>>()));
        let names = self.deprecated_names.iter().map(|it| format!("- `{it}`"));
        parts.push(listed(words.deprecated, &names.collect::<Vec<_>>()));
        parts.retain(|it| !it.is_empty());
        parts.join("\n\n")
    }
}

fn listed(title: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: Vec<_> = lines.iter().map(|it| it.trim_end()).collect();
    format!("**{title}**\n\n{}", lines.join("\n"))
}

/// A type in words, with its range and unit.
fn kind(of: &Type, unit: Option<&str>, words: &Words) -> String {
    let name = words.type_name(of.name());
    let range = |least: Option<String>, most: Option<String>| match (least, most) {
        (Some(least), Some(most)) => format!(" {least} {} {most}", words.to),
        (Some(least), None) => format!(" {} {least}", words.at_least),
        (None, Some(most)) => format!(" {} {most}", words.at_most),
        (None, None) => String::new(),
    };
    let text = match of {
        Type::Integer { minimum, maximum } => {
            let (widest_least, widest_most) = Type::widest_integer();
            let least = (*minimum > widest_least).then(|| minimum.to_string());
            let most = (*maximum < widest_most).then(|| maximum.to_string());
            format!("{name}{}", range(least, most))
        }
        Type::Number { minimum, maximum } => {
            let text = |it: &f64| it.to_string();
            format!(
                "{name}{}",
                range(minimum.as_ref().map(text), maximum.as_ref().map(text))
            )
        }
        Type::Enumeration { values } => {
            let values: Vec<_> = values.iter().map(|it| format!("“{it}”")).collect();
            format!("{name} {}", values.join(", "))
        }
        Type::List { items, .. } => format!("{name} ({})", kind(items, None, words)),
        Type::Record { fields } => {
            let fields = fields.iter();
            let fields = fields.map(|it| format!("{}: {}", it.name, kind(&it.of, None, words)));
            format!("{name} ({})", fields.collect::<Vec<_>>().join("; "))
        }
        Type::Boolean | Type::String { .. } => name.to_owned(),
    };
    match unit {
        Some(unit) => format!("{text} ({unit})"),
        None => text,
    }
}
