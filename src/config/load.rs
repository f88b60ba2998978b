//! Puts a configuration together from its file and the environment.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::Config;

/// Environment variables of ours that are no settings.
const NOT_SETTINGS: [&str; 1] = ["LIVECODING_CONFIG"];
const PREFIX: &str = "LIVECODING_";
/// So many letters off, a variable is a setting misspelt; further off it is somebody else's, such
/// as what a cluster says of a service that is called livecoding.
const MISSPELT_LETTERS: usize = 3;

/// Why a configuration was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read the configuration `{}`", path.display())]
    Read {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("the configuration `{}` is no valid TOML", path.display())]
    Syntax {
        /// The file asked for.
        path: PathBuf,
        /// Line and column at fault.
        source: Box<toml::de::Error>,
    },
    /// A key or a variable that this version does not know.
    #[error("{place} has an unknown setting `{name}`{}", hint(nearest.as_deref()))]
    Unknown {
        /// Where it stands.
        place: String,
        /// The name as written.
        name: String,
        /// The known name that is nearest, if one is near.
        nearest: Option<String>,
    },
    /// A value that does not fit its setting.
    #[error("{place}: `{name}` cannot be `{value}`; it takes {expected}")]
    Value {
        /// Where it stands.
        place: String,
        /// The setting.
        name: String,
        /// The value as written.
        value: String,
        /// What fits.
        expected: String,
    },
}

fn hint(nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None => "; see config/livecoding.toml for all of them".to_owned(),
    }
}

/// Loads `path`, where given, then the variables among `environment`, over the defaults.
///
/// # Errors
///
/// Fails when the file is missing or no TOML, and names the first setting that is not known or
/// whose value does not fit.
pub fn load(
    path: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let defaults = table(&Config::default());
    let mut merged = defaults.clone();
    if let Some(path) = path {
        let file = read(path)?;
        let place = format!("`{}`", path.display());
        for (name, value) in flatten(&file) {
            set(&mut merged, &defaults, &place, &name, value)?;
        }
    }
    for (variable, text) in environment {
        if !variable.starts_with(PREFIX) || NOT_SETTINGS.contains(&variable.as_str()) {
            continue;
        }
        set_from_variable(&mut merged, &defaults, &variable, text)?;
    }
    Value::Table(merged)
        .try_into()
        .map_err(|error: toml::de::Error| ConfigError::Value {
            place: "the configuration".to_owned(),
            name: "a setting".to_owned(),
            value: "what it is".to_owned(),
            expected: error.message().to_owned(),
        })
}

fn read(path: &Path) -> Result<Table, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
        path: path.into(),
        source,
    })?;
    text.parse().map_err(|source| ConfigError::Syntax {
        path: path.into(),
        source: Box::new(source),
    })
}

fn table(config: &Config) -> Table {
    // Every field has a TOML form: a test compares the result with the shipped file.
    Table::try_from(config).unwrap_or_default()
}

/// Every `section.key` with its value.
fn flatten(table: &Table) -> Vec<(String, Value)> {
    let sections = table.iter().map(|(section, value)| match value.as_table() {
        Some(keys) => {
            let keys = keys.iter();
            keys.map(|(key, value)| (format!("{section}.{key}"), value.clone()))
                .collect()
        }
        None => vec![(section.clone(), value.clone())],
    });
    sections.collect::<Vec<_>>().concat()
}

fn set(
    merged: &mut Table,
    defaults: &Table,
    place: &str,
    name: &str,
    value: Value,
) -> Result<(), ConfigError> {
    let default = name
        .split_once('.')
        .and_then(|(section, key)| defaults.get(section)?.get(key));
    let Some(default) = default else {
        let known = flatten(defaults).into_iter().map(|(known, _)| known);
        return Err(unknown(place, name, known));
    };
    let fits = default.same_type(&value)
        && !matches!(value.as_integer(), Some(number) if number < 0)
        && takes(name, &value);
    if !fits {
        return Err(ConfigError::Value {
            place: place.to_owned(),
            name: name.to_owned(),
            value: value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
            expected: expected(name, default),
        });
    }
    let written = value.clone();
    if let Some((section, key)) = name.split_once('.')
        && let Some(Value::Table(section)) = merged.get_mut(section)
    {
        section.insert(key.to_owned(), value);
    }
    // The elements of a list, and numbers that are too large.
    let read = Value::Table(merged.clone()).try_into::<Config>();
    match read {
        Ok(_) => Ok(()),
        Err(error) => Err(ConfigError::Value {
            place: place.to_owned(),
            name: name.to_owned(),
            value: written.to_string(),
            expected: format!("{} ({})", expected(name, default), error.message()),
        }),
    }
}

fn set_from_variable(
    merged: &mut Table,
    defaults: &Table,
    variable: &str,
    text: String,
) -> Result<(), ConfigError> {
    let place = format!("the environment variable {variable}");
    let settings = flatten(defaults);
    let Some((name, default)) = settings
        .iter()
        .find(|(name, _)| variable_of(name) == variable)
    else {
        let mut known = settings.iter().map(|(name, _)| variable_of(name));
        let is_misspelt =
            |it: &String| strsim::damerau_levenshtein(it, variable) <= MISSPELT_LETTERS;
        return match known.find(is_misspelt) {
            Some(near) => Err(unknown("the environment", variable, std::iter::once(near))),
            None => Ok(()),
        };
    };
    // A text needs no quotes; whatever else is written as in the file.
    let value = match default {
        Value::String(_) => Value::String(text),
        Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Array(_)
        | Value::Table(_) => match format!("value = {text}").parse::<Table>() {
            Ok(mut table) => table.remove("value").unwrap_or(Value::String(text)),
            Err(_) => Value::String(text),
        },
    };
    set(merged, defaults, &place, name, value)
}

fn variable_of(name: &str) -> String {
    format!("{PREFIX}{}", name.replace('.', "_").to_uppercase())
}

fn unknown(place: &str, name: &str, known: impl Iterator<Item = String>) -> ConfigError {
    let near = known
        .map(|known| (strsim::damerau_levenshtein(&known, name), known))
        .min()
        .filter(|(distance, _)| *distance <= name.len() / 2);
    ConfigError::Unknown {
        place: place.to_owned(),
        name: name.to_owned(),
        nearest: near.map(|(_, known)| known),
    }
}

/// Whether a setting with a few words takes this one.
fn takes(name: &str, value: &Value) -> bool {
    match name {
        "log.format" => matches!(value.as_str(), Some("text" | "json")),
        "sandbox.min_tier" | "sandbox.max_tier" => {
            matches!(value.as_str(), Some("A" | "B" | "C" | "D"))
        }
        _ => true,
    }
}

fn expected(name: &str, default: &Value) -> String {
    match (name, default) {
        ("log.format", _) => "text or json".to_owned(),
        ("sandbox.min_tier" | "sandbox.max_tier", _) => "A, B, C or D".to_owned(),
        (_, Value::Integer(_)) => format!("a whole number of at least 0, such as {default}"),
        (_, Value::Array(_)) => "a list in square brackets".to_owned(),
        (_, Value::Boolean(_)) => "true or false".to_owned(),
        (_, Value::String(_)) => "a text in quotes".to_owned(),
        (_, Value::Float(_) | Value::Datetime(_) | Value::Table(_)) => {
            format!("a value such as {default}")
        }
    }
}
