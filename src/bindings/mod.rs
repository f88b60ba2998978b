//! The learner's functions: what a game's commands are in a language.
//!
//! A language's package has one template; a game's declaration fills it. The template's body is
//! the file of bindings; its macros write a call, a whole program and a signature, for
//! references, completion and checks.

mod context;
mod filters;
mod names;
mod reference;
mod rendered;
mod rules;
mod snippet;
mod template;
mod words;

pub use names::{Case, Names};
pub use reference::{Entry, Part, Reference};
pub use rendered::{Bindings, Function};
pub use rules::Rules;
pub use template::{Template, TemplateError};
pub use words::Words;

#[cfg(test)]
mod tests;
