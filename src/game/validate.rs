//! Reads a manifest and checks all of its commands.

use std::collections::HashSet;

use serde_json::Value;

use super::declaration::{
    Command, Declaration, Example, Fault, Field, GREATEST, Group, Parameter, Type,
};
use super::manifest::{
    DeclaredCommand, DeclaredParameter, DeclaredValue, Kind, Manifest, Text, WaitsFor,
};
use super::problems::{Problem, Problems};

/// Most commands of a game.
const COMMANDS: usize = 200;
/// Most parameters of a command, or fields of a record.
const PARAMETERS: usize = 20;
/// Longest name of a command, a parameter or a module, in characters.
const NAME_CHARS: usize = 40;
/// Longest text, in characters.
const TEXT_CHARS: usize = 4_000;
/// How deep lists and records may be in each other.
const DEPTH: usize = 8;
/// Beginnings of names that bindings need for themselves.
const OWN_NAMES: [&str; 2] = ["livecoding", "engine"];

impl Manifest {
    /// Reads `text`, the contents of `file`, and checks it.
    ///
    /// # Errors
    ///
    /// Fails with everything that is wrong with it.
    pub fn read(file: &str, text: &str) -> Result<(Self, Declaration), Problems> {
        let problems = |all| Problems {
            file: file.to_owned(),
            all,
        };
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = serde_path_to_error::deserialize(&mut reader);
        let manifest: Self = read.map_err(|error| {
            let path = error.path().to_string();
            problems(vec![Problem {
                path: if path == "." { String::new() } else { path },
                text: error.into_inner().to_string(),
            }])
        })?;
        let mut check = Check::default();
        let declaration = check.manifest(&manifest);
        if check.problems.is_empty() {
            Ok((manifest, declaration))
        } else {
            Err(problems(check.problems))
        }
    }
}

/// What has been found so far, and where it looks.
#[derive(Debug, Default)]
struct Check {
    problems: Vec<Problem>,
    path: Vec<String>,
}

impl Check {
    fn wrong(&mut self, text: impl Into<String>) {
        self.problems.push(Problem {
            path: self.path.concat().trim_start_matches('.').to_owned(),
            text: text.into(),
        });
    }

    fn at<T>(&mut self, step: impl Into<String>, look: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step.into());
        let seen = look(self);
        self.path.pop();
        seen
    }

    fn each<T, U>(&mut self, key: &str, all: &[T], look: impl Fn(&mut Self, &T) -> U) -> Vec<U> {
        let mut seen = Vec::new();
        for (at, it) in all.iter().enumerate() {
            seen.push(self.at(format!(".{key}[{at}]"), |check| look(check, it)));
        }
        seen
    }

    fn manifest(&mut self, manifest: &Manifest) -> Declaration {
        self.at(".name", |check| check.text(&manifest.name, true));
        self.at(".description", |check| {
            check.text(&manifest.description, false)
        });
        if manifest.commands.is_empty() && manifest.interpreters.is_empty() {
            self.wrong(
                "a game has `commands`, or `interpreters` by language; declare its commands",
            );
        }
        if let Some(module) = &manifest.module {
            self.at(".module", |check| check.name(module));
        }
        let groups = self.each("groups", &manifest.groups, |check, group| {
            check.at(".title", |check| check.text(&group.title, true));
            Group {
                id: group.id.clone(),
                title: group.title.clone(),
            }
        });
        if manifest.commands.len() > COMMANDS {
            self.at(".commands", |check| {
                check.wrong(format!("a game has at most {COMMANDS} commands"));
            });
        }
        let commands = self.each("commands", &manifest.commands, |check, command| {
            check.command(command, &groups)
        });
        self.tell_names_apart(&commands);
        let declaration = Declaration {
            module: manifest.module.clone(),
            groups,
            commands,
        };
        self.scripted_answers(manifest, &declaration);
        declaration
    }

    fn command(&mut self, command: &DeclaredCommand, groups: &[Group]) -> Command {
        self.at(".name", |check| check.name(&command.name));
        let action = command.action.clone();
        let action = action.unwrap_or_else(|| camel(&command.name));
        self.at(".action", |check| check.word(&action));
        self.at(".summary", |check| check.text(&command.summary, true));
        self.at(".description", |check| {
            check.text(&command.description, false)
        });
        if command
            .group
            .as_ref()
            .is_some_and(|id| groups.iter().all(|it| it.id != *id))
        {
            self.at(".group", |check| {
                check.wrong("no group has this id; add it to `groups`")
            });
        }
        for (at, name) in command.deprecated_names.iter().enumerate() {
            self.at(format!(".deprecated_names[{at}]"), |check| check.name(name));
        }
        let parameters = self.parameters("parameters", &command.parameters);
        let mut are_left_out = false;
        for (at, parameter) in parameters.iter().enumerate() {
            if are_left_out && parameter.default.is_none() {
                self.at(format!(".parameters[{at}]"), |check| {
                    check.wrong("it stands behind one with a default; give it one, or move it");
                });
            }
            are_left_out |= parameter.default.is_some();
        }
        let result = command.result.as_ref();
        let of = result.map(|it| self.at(".result", |check| check.of(it, DEPTH)));
        if let Some(result) = result {
            self.at(".result.summary", |check| {
                check.text(&result.summary, false)
            });
        }
        let errors = self.each("errors", &command.errors, |check, error| {
            check.at(".code", |check| check.word(&error.code));
            check.at(".summary", |check| check.text(&error.summary, true));
            Fault {
                code: error.code.clone(),
                summary: error.summary.clone(),
            }
        });
        let mut checked = Command {
            name: command.name.clone(),
            action,
            summary: command.summary.clone(),
            description: command.description.clone(),
            parameters,
            result: of,
            result_summary: result.map(|it| it.summary.clone()).unwrap_or_default(),
            errors,
            waits_for_user: command.waits_for == Some(WaitsFor::User),
            group: command.group.clone(),
            deprecated_names: command.deprecated_names.clone(),
            examples: Vec::new(),
        };
        checked.examples = self.each("examples", &command.examples, |check, example| {
            check.at(".summary", |check| check.text(&example.summary, false));
            let example = Example {
                arguments: example.arguments.clone(),
                result: example.result.clone(),
                summary: example.summary.clone(),
            };
            check.example(&checked, &example);
            example
        });
        checked
    }

    fn parameters(&mut self, key: &str, declared: &[DeclaredParameter]) -> Vec<Parameter> {
        if declared.len() > PARAMETERS {
            self.at(format!(".{key}"), |check| {
                check.wrong(format!(
                    "there are at most {PARAMETERS}; use a list or a record"
                ));
            });
        }
        let parameters = self.each(key, declared, |check, it| check.parameter(it));
        let mut known = HashSet::new();
        for (at, parameter) in parameters.iter().enumerate() {
            if !known.insert(plain(&parameter.name)) {
                self.at(format!(".{key}[{at}].name"), |check| {
                    check.wrong(format!("`{}` is there twice; rename one", parameter.name));
                });
            }
        }
        parameters
    }

    fn parameter(&mut self, declared: &DeclaredParameter) -> Parameter {
        self.at(".name", |check| check.name(&declared.name));
        self.at(".summary", |check| check.text(&declared.summary, false));
        if let Some(unit) = &declared.unit {
            self.at(".unit", |check| check.word(unit));
        }
        let of = self.of(&DeclaredValue::from(declared.clone()), DEPTH);
        if let Some(default) = &declared.default {
            self.at(".default", |check| check.value(&of, default));
        }
        Parameter {
            name: declared.name.clone(),
            summary: declared.summary.clone(),
            of,
            default: declared.default.clone(),
            unit: declared.unit.clone(),
        }
    }

    /// The type that is meant, and whether each key belongs to it.
    fn of(&mut self, declared: &DeclaredValue, depth: usize) -> Type {
        if depth == 0 {
            self.wrong(format!(
                "lists and records are more than {DEPTH} deep; make it flatter"
            ));
            return Type::Boolean;
        }
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
        match kind {
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

    fn integer(&mut self, declared: &DeclaredValue) -> Type {
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

    fn enumeration(&mut self, declared: &DeclaredValue) -> Type {
        let values = declared.values.clone().unwrap_or_default();
        if values.is_empty() {
            self.wrong("an enumeration says its `values`; add at least one");
        }
        let mut known = HashSet::new();
        for (at, value) in values.iter().enumerate() {
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

    fn record(&mut self, declared: &DeclaredValue, depth: usize) -> Type {
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

    fn example(&mut self, command: &Command, example: &Example) {
        let given = example.arguments.len();
        if given > command.parameters.len() {
            self.at(".arguments", |check| {
                check.wrong(format!(
                    "the command takes at most {}",
                    command.parameters.len()
                ));
            });
        }
        let mut rest = command.parameters.iter().skip(given);
        if let Some(missing) = rest.find(|it| it.default.is_none()) {
            self.at(".arguments", |check| {
                check.wrong(format!("`{}` is missing and has no default", missing.name));
            });
        }
        let pairs = command.parameters.iter().zip(&example.arguments);
        for (at, (parameter, value)) in pairs.enumerate() {
            self.at(format!(".arguments[{at}]"), |check| {
                check.value(&parameter.of, value)
            });
        }
        if let Some(result) = &example.result {
            self.at(".result", |check| match &command.result {
                Some(of) => check.value(of, result),
                None => check.wrong("the command gives nothing back; declare its `result`"),
            });
        }
    }

    fn scripted_answers(&mut self, manifest: &Manifest, declaration: &Declaration) {
        for (action, answers) in &manifest.scripted_answers {
            self.at(format!(".scripted_answers.{action}"), |check| {
                let Some(command) = declaration.by_action(action) else {
                    return check.wrong("no command has this action");
                };
                for (at, answer) in answers.iter().enumerate() {
                    check.at(format!("[{at}]"), |check| {
                        match (&answer.refuse, &command.result) {
                            (Some(code), _) if command.errors.iter().all(|it| it.code != *code) => {
                                check.wrong(format!("`{code}` is none of the command's errors"));
                            }
                            (None, Some(of)) => check.value(of, &answer.value),
                            (Some(_), _) | (None, None) => (),
                        }
                    });
                }
            });
        }
    }

    /// Names must differ in every language, some of which tell neither case nor `_` apart.
    fn tell_names_apart(&mut self, commands: &[Command]) {
        let mut known = HashSet::new();
        let mut actions = HashSet::new();
        for (at, command) in commands.iter().enumerate() {
            for name in std::iter::once(&command.name).chain(&command.deprecated_names) {
                if !known.insert(plain(name)) {
                    self.at(format!(".commands[{at}]"), |check| {
                        check.wrong(format!("`{name}` is there twice; rename one"));
                    });
                }
            }
            if !actions.insert(&command.action) {
                self.at(format!(".commands[{at}].action"), |check| {
                    check.wrong(format!(
                        "another command has the action `{}`",
                        command.action
                    ));
                });
            }
        }
    }

    fn value(&mut self, of: &Type, value: &Value) {
        if let Some(why) = of.fault(value) {
            self.wrong(format!("{why}; change it, or the declared type"));
        } else if has_control_characters(value) {
            self.wrong("it has control characters, which no program can be given; remove them");
        }
    }

    fn name(&mut self, name: &str) {
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
    fn word(&mut self, word: &str) {
        let length = word.chars().count();
        if length == 0 || length > NAME_CHARS || word.chars().any(char::is_control) {
            self.wrong(format!(
                "use 1 to {NAME_CHARS} characters, and no line ends or control characters"
            ));
        }
    }

    fn text(&mut self, text: &Text, is_needed: bool) {
        if is_needed && text.is_empty() {
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

fn is_strange(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn has_control_characters(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().any(is_strange),
        Value::Array(items) => items.iter().any(has_control_characters),
        Value::Object(fields) => fields.values().any(has_control_characters),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A name as languages see it that tell neither case nor `_` apart.
fn plain(name: &str) -> String {
    name.replace('_', "")
}

/// `move_forward` → `moveForward`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut chars = word.chars();
        let begin = chars.next().map(|c| c.to_ascii_uppercase());
        name + &begin.into_iter().chain(chars).collect::<String>()
    })
}
