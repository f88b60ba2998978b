//! A language's template, ready to be filled.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::context::{CommandShown, Context};
use super::filters;
use super::names::Names;
use super::rendered::{Bindings, Function};
use super::rules::Rules;
use super::snippet;
use crate::game::{Command, Game};

/// The template's name inside its environment.
const NAME: &str = "bindings";
/// Steps that filling it may take: no template is a server's end.
const FUEL: u64 = 5_000_000;
/// Longest bindings, in bytes.
const MOST_BYTES: usize = 1024 * 1024;

/// Why a template cannot be used, or filled.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It is not what it must be.
    #[error("{0}")]
    Template(String),
    /// What it makes is too long.
    #[error("the bindings of `{game}` have {bytes} bytes; at most {MOST_BYTES} are allowed")]
    TooLong {
        /// Whose.
        game: String,
        /// How long they are.
        bytes: usize,
    },
}

/// A language's template.
#[derive(Debug)]
pub struct Template {
    rules: Rules,
    names: Names,
    parameter_names: Names,
    environment: Environment<'static>,
}

impl Template {
    /// Reads the template `text`; the words that are `reserved` are no names of functions, nor are
    /// those that are `reserved_parameters` names of parameters.
    ///
    /// # Errors
    ///
    /// Fails when it is no template.
    pub fn new(
        rules: Rules,
        text: String,
        reserved: &str,
        reserved_parameters: &str,
    ) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let mut syntax = SyntaxConfig::builder();
        syntax
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true);
        environment.set_syntax(syntax.build().map_err(told)?);
        environment.set_fuel(Some(FUEL));
        filters::add(&mut environment);
        environment.add_template_owned(NAME, text).map_err(told)?;
        Ok(Self {
            names: Names::new(reserved, rules.reserved_in_any_case),
            parameter_names: Names::new(reserved_parameters, rules.reserved_in_any_case),
            rules,
            environment,
        })
    }

    /// The functions of `game`, with texts in the language `people` speak.
    ///
    /// # Errors
    ///
    /// Fails when the template does.
    pub fn fill(&self, game: &Game, people: &str) -> Result<Bindings, TemplateError> {
        let names = (&self.names, &self.parameter_names);
        let context = Context::new(game, &self.rules, names, people);
        let template = self.environment.get_template(NAME).map_err(told)?;
        let mut filled = template.render_captured(shown(&context)).map_err(told)?;
        let (functions, program) = filled.with_state_mut(|state| {
            let commands = context.commands.iter().zip(&game.declaration.commands);
            let functions = commands.map(|(it, declared)| self.function(state, it, declared));
            let functions = functions.collect::<Result<Vec<_>, _>>()?;
            let calls: Vec<_> = functions.iter().flat_map(|it| &it.examples).collect();
            let program = make(state, "program", &[shown(&calls)])?;
            Ok((functions, program))
        })?;
        let text = filled.into_output();
        if text.len() > MOST_BYTES {
            return Err(TemplateError::TooLong {
                game: game.id.clone(),
                bytes: text.len(),
            });
        }
        Ok(Bindings {
            text: text.into(),
            functions,
            examples_program: program + "\n",
        })
    }

    fn function(
        &self,
        state: &mut State<'_, '_>,
        command: &CommandShown,
        declared: &Command,
    ) -> Result<Function, TemplateError> {
        let mut examples = Vec::new();
        let told = shown(command);
        for example in &command.examples {
            let call = make(state, "call", &[told.clone(), shown(&example.arguments)]);
            examples.push(call?);
        }
        let marks = snippet::marks(declared);
        let arguments: Vec<_> = marks.iter().map(|it| &it.value).collect();
        let call_to_fill_in = make(state, "call", &[told.clone(), shown(&arguments)])?;
        let parameters = declared.parameters.iter();
        let parameters =
            parameters.map(|it| self.parameter_names.write(self.rules.parameters, &it.name));
        Ok(Function {
            name: command.qualified.clone(),
            parameters: parameters.collect(),
            signature: make(state, "signature", &[told])?,
            snippet: snippet::written(&call_to_fill_in, &marks),
            examples,
            deprecated_names: command
                .deprecated_names
                .iter()
                .map(|it| command.qualify(it, &self.rules))
                .collect(),
        })
    }
}

/// What a macro of the template makes of `arguments`.
fn make(
    state: &mut State<'_, '_>,
    name: &str,
    arguments: &[Value],
) -> Result<String, TemplateError> {
    let made = state.call_macro(name, arguments).map_err(told)?;
    Ok(made.trim_matches('\n').to_owned())
}

fn shown(value: &impl Serialize) -> Value {
    Value::from(Serde(value))
}
/// The error with all that it says of its place.
#[expect(clippy::needless_pass_by_value, reason = "errors are mapped by it")]
fn told(error: minijinja::Error) -> TemplateError {
    use std::error::Error as _;
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    TemplateError::Template(text)
}
