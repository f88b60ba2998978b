//! What came of a template.

use bytestring::ByteString;

/// A game's functions in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    /// The file.
    pub text: ByteString,
    /// What it holds, in the order of the declaration.
    pub functions: Vec<Function>,
    /// A whole program that calls every example of every command, in order.
    pub examples_program: String,
}

/// A command, as a learner calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name, with its module where it has one.
    pub name: String,
    /// Names of its parameters.
    pub parameters: Vec<String>,
    /// Its head, for people.
    pub signature: String,
    /// A call to insert, with `${1:steps}` for what is to be filled in.
    pub snippet: String,
    /// Its examples as calls.
    pub examples: Vec<String>,
    /// Names that it had before.
    pub deprecated_names: Vec<String>,
}

impl Bindings {
    /// Functions that were written by hand, of which nothing is known.
    pub fn by_hand(text: &str) -> Self {
        Self {
            text: ByteString::from(text),
            functions: Vec::new(),
            examples_program: String::new(),
        }
    }
}
