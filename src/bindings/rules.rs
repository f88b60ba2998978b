//! `[bindings]` of a language's manifest: how names are written, and where the template is.

use serde::Deserialize;

use super::names::Case;

/// How a language writes what a game declares.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The template's file in the package.
    pub template: String,
    /// How names of functions are written.
    pub functions: Case,
    /// How names of parameters are written.
    pub parameters: Case,
    /// How a module's name is written.
    pub modules: Case,
    /// What stands between a module and its function.
    #[serde(default = "dot")]
    pub separator: String,
    /// Whether functions always stand in a module; that of a game which names none is called as
    /// the game is.
    #[serde(default)]
    pub needs_module: bool,
    /// The file in the package with words that are no names of functions, with white space between
    /// them; such a name gets a `_` at its end.
    pub reserved: Option<String>,
    /// The same for names of parameters; those of functions where it is left out.
    pub reserved_parameters: Option<String>,
    /// Whether reserved words are reserved in whatever case.
    #[serde(default)]
    pub reserved_in_any_case: bool,
}

fn dot() -> String {
    ".".to_owned()
}
