//! Reads a manifest and checks all of its commands.

mod levels;
mod types;

use std::collections::HashSet;

use super::declaration::{Command, Declaration, Example, Fault, Group, Parameter};
use super::manifest::{DeclaredCommand, DeclaredParameter, DeclaredValue, Manifest, WaitsFor};
use super::problems::{Problem, Problems};

/// Most commands of a game.
const COMMANDS: usize = 200;
/// Most examples of a command.
const EXAMPLES: usize = 20;
/// Most scripted answers to an action.
const SCRIPTED_ANSWERS: usize = 1_000;
/// Most problems that are told, and the longest text of one, in bytes.
const PROBLEMS: usize = 50;
const PROBLEM_BYTES: usize = 400;
/// Most programs that play a game at once.
const SEATS: u32 = 16;
/// Most parameters of a command, or fields of a record.
const PARAMETERS: usize = 20;
/// How deep lists and records may be in each other.
const DEPTH: usize = 8;

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
        // Some editors begin a file with a mark of its encoding.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = serde_path_to_error::deserialize(&mut reader);
        let fault = |text: String| {
            problems(vec![Problem {
                path: String::new(),
                text,
            }])
        };
        let manifest: Self = read.map_err(|error| {
            // Where the text is no JSON, the last step of the path is not known.
            let path = error.path().to_string();
            let path = path.trim_end_matches(['.', '?']);
            problems(vec![Problem {
                path: path.to_owned(),
                text: error.into_inner().to_string(),
            }])
        })?;
        reader.end().map_err(|error| fault(error.to_string()))?;
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
        if self.problems.len() == PROBLEMS {
            return;
        }
        let mut text = text.into();
        text.truncate(text.floor_char_boundary(PROBLEM_BYTES));
        self.problems.push(Problem {
            path: self.path.concat().trim_start_matches('.').to_owned(),
            text,
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
            check.text(&manifest.description, false);
        });
        if manifest.commands.is_empty() && manifest.interpreters.is_empty() {
            self.wrong(
                "a game has `commands`, or `interpreters` by language; declare its commands",
            );
        }
        if let Some(module) = &manifest.module {
            self.at(".module", |check| check.name(module));
        }
        self.group_ids(manifest);
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
        self.levels(&manifest.levels);
        self.seats(manifest);
        self.each("instructions", &manifest.instructions, |check, page| {
            check.at(".name", |check| check.text(&page.name, false));
            check.at(".description", |check| check.text(&page.description, false));
            check.at(".path", |check| check.text(&page.path, true));
        });
        declaration
    }

    fn seats(&mut self, manifest: &Manifest) {
        let Some(seats) = manifest.seats else { return };
        let has_rules = manifest.data.as_ref().is_some_and(|it| it.rules.is_some());
        self.at(".seats", |check| {
            if seats.minimum < 1 || seats.maximum > SEATS || seats.minimum > seats.maximum {
                check.wrong(format!(
                    "`minimum` is at least 1, `maximum` at most {SEATS} and not less than `minimum`"
                ));
            }
            if !has_rules {
                check.wrong("a game for several is played by its rules; add `data.rules`");
            }
        });
    }

    fn group_ids(&mut self, manifest: &Manifest) {
        let mut known = HashSet::new();
        for (at, group) in manifest.groups.iter().enumerate() {
            let is_new = known.insert(&group.id);
            self.at(format!(".groups[{at}].id"), |check| {
                check.name(&group.id);
                if !is_new {
                    check.wrong(format!("`{}` is there twice; rename one", group.id));
                }
            });
        }
    }

    fn command(&mut self, command: &DeclaredCommand, groups: &[Group]) -> Command {
        let action = command.action.clone();
        let action = action.unwrap_or_else(|| camel(&command.name));
        self.command_words(command, &action, groups);
        let parameters = self.parameters("parameters", &command.parameters);
        self.defaults_come_last(&parameters);
        let result = command.result.as_ref();
        let of = result.map(|it| self.at(".result", |check| check.of(it, DEPTH)));
        if let Some(result) = result {
            self.at(".result.summary", |check| {
                check.text(&result.summary, false);
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
            takes_time: command.takes_time.unwrap_or(true),
            group: command.group.clone(),
            deprecated_names: command.deprecated_names.clone(),
            examples: Vec::new(),
        };
        if command.examples.len() > EXAMPLES {
            self.at(".examples", |check| {
                check.wrong(format!("a command has at most {EXAMPLES}; remove some"));
            });
            return checked;
        }
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

    fn command_words(&mut self, command: &DeclaredCommand, action: &str, groups: &[Group]) {
        self.at(".name", |check| check.name(&command.name));
        self.at(".action", |check| check.word(action));
        self.at(".summary", |check| check.text(&command.summary, true));
        let description = &command.description;
        self.at(".description", |check| check.text(description, false));
        let is_strange = |id: &String| groups.iter().all(|it| it.id != *id);
        if command.group.as_ref().is_some_and(is_strange) {
            self.at(".group", |check| {
                check.wrong("no group has this id; add it to `groups`");
            });
        }
        for (at, name) in command.deprecated_names.iter().enumerate() {
            self.at(format!(".deprecated_names[{at}]"), |check| check.name(name));
        }
    }

    fn defaults_come_last(&mut self, parameters: &[Parameter]) {
        let mut are_left_out = false;
        for (at, parameter) in parameters.iter().enumerate() {
            if are_left_out && parameter.default.is_none() {
                self.at(format!(".parameters[{at}]"), |check| {
                    check.wrong("it stands behind one with a default; give it one, or move it");
                });
            }
            are_left_out |= parameter.default.is_some();
        }
    }

    fn parameters(&mut self, key: &str, declared: &[DeclaredParameter]) -> Vec<Parameter> {
        if declared.len() > PARAMETERS {
            self.at(format!(".{key}"), |check| {
                check.wrong(format!(
                    "there are at most {PARAMETERS}; use a list or a record"
                ));
            });
        }
        let parameters = self.each(key, declared, Self::parameter);
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
                check.value(&parameter.of, value);
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
                if answers.len() > SCRIPTED_ANSWERS {
                    return check
                        .wrong(format!("there are at most {SCRIPTED_ANSWERS}; remove some"));
                }
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
