//! What a template is told of a game.

use serde::Serialize;
use serde_json::Value;

use super::names::Names;
use super::rules::Rules;
use crate::game::{Command, Declaration, Game, Parameter, Text, Type};

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    pub(super) game: GameShown,
    /// The module's name, where functions stand in one.
    pub(super) module: Option<String>,
    pub(super) groups: Vec<GroupShown>,
    pub(super) commands: Vec<CommandShown>,
}

#[derive(Debug, Serialize)]
pub(super) struct GameShown {
    id: String,
    title: String,
    description: String,
}

#[derive(Debug, Serialize)]
pub(super) struct GroupShown {
    id: String,
    title: String,
}

/// A command, with names as the language writes them.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CommandShown {
    /// Its name in the declaration.
    pub(super) id: String,
    module: Option<String>,
    /// Its name alone.
    pub(super) name: String,
    /// Its name as it is called: with its module, where it has one.
    pub(super) qualified: String,
    pub(super) action: String,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) parameters: Vec<ParameterShown>,
    /// How many parameters must be given.
    pub(super) least_arguments: usize,
    pub(super) result: Option<Type>,
    pub(super) result_summary: String,
    pub(super) errors: Vec<ErrorShown>,
    pub(super) waits_for_user: bool,
    pub(super) group: Option<String>,
    /// Its names of before, as the language writes them.
    pub(super) deprecated_names: Vec<String>,
    pub(super) examples: Vec<ExampleShown>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ParameterShown {
    /// Its name in the declaration.
    id: String,
    name: String,
    summary: String,
    #[serde(rename = "type")]
    of: Type,
    type_name: &'static str,
    has_default: bool,
    default: Value,
    unit: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ErrorShown {
    code: String,
    summary: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ExampleShown {
    pub(super) arguments: Vec<Value>,
    result: Option<Value>,
    summary: String,
}

impl Context {
    /// What is told of `game` in this language, with texts in the language `people` speak.
    pub(super) fn new(game: &Game, rules: &Rules, names: (&Names, &Names), people: &str) -> Self {
        let Declaration {
            module,
            commands,
            groups,
        } = &game.declaration;
        let text = |it: &Text| it.in_language(people).to_owned();
        let own = rules.needs_module.then(|| name_of(&game.id));
        let module = module.clone().or(own);
        let module = module.map(|it| names.0.write(rules.modules, &it));
        let shown = |command| CommandShown::new(command, module.as_deref(), rules, names, people);
        Self {
            game: GameShown {
                id: game.id.clone(),
                title: text(&game.manifest.name),
                description: text(&game.manifest.description),
            },
            groups: groups
                .iter()
                .map(|it| GroupShown {
                    id: it.id.clone(),
                    title: text(&it.title),
                })
                .collect(),
            commands: commands.iter().map(shown).collect(),
            module,
        }
    }
}

impl CommandShown {
    fn new(
        command: &Command,
        module: Option<&str>,
        rules: &Rules,
        (names, parameter_names): (&Names, &Names),
        people: &str,
    ) -> Self {
        let text = |it: &Text| it.in_language(people).to_owned();
        let name = names.write(rules.functions, &command.name);
        let parameters = command.parameters.iter();
        Self {
            id: command.name.clone(),
            qualified: qualified(module, &name, rules),
            module: module.map(str::to_owned),
            name,
            action: command.action.clone(),
            summary: text(&command.summary),
            description: text(&command.description),
            least_arguments: parameters.clone().filter(|it| it.default.is_none()).count(),
            parameters: parameters
                .map(|it| ParameterShown::new(it, rules, parameter_names, people))
                .collect(),
            result: command.result.clone(),
            result_summary: text(&command.result_summary),
            errors: command
                .errors
                .iter()
                .map(|it| ErrorShown {
                    code: it.code.clone(),
                    summary: text(&it.summary),
                })
                .collect(),
            waits_for_user: command.waits_for_user,
            group: command.group.clone(),
            deprecated_names: command
                .deprecated_names
                .iter()
                .map(|it| names.write(rules.functions, it))
                .collect(),
            examples: command
                .examples
                .iter()
                .map(|it| ExampleShown {
                    arguments: it.arguments.clone(),
                    result: it.result.clone(),
                    summary: text(&it.summary),
                })
                .collect(),
        }
    }
}

impl CommandShown {
    /// Another name of it, as it is called.
    pub(super) fn qualify(&self, name: &str, rules: &Rules) -> String {
        qualified(self.module.as_deref(), name, rules)
    }
}

fn qualified(module: Option<&str>, name: &str, rules: &Rules) -> String {
    match module {
        Some(module) => format!("{module}{}{name}", rules.separator),
        None => name.to_owned(),
    }
}

impl ParameterShown {
    fn new(parameter: &Parameter, rules: &Rules, names: &Names, people: &str) -> Self {
        Self {
            id: parameter.name.clone(),
            name: names.write(rules.parameters, &parameter.name),
            summary: parameter.summary.in_language(people).to_owned(),
            type_name: parameter.of.name(),
            of: parameter.of.clone(),
            has_default: parameter.default.is_some(),
            default: parameter.default.clone().unwrap_or_default(),
            unit: parameter.unit.clone(),
        }
    }
}

/// A game's id as a name.
fn name_of(id: &str) -> String {
    let name = id.replace('-', "_");
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name
    } else {
        format!("game_{name}")
    }
}
