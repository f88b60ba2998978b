//! Names, as each language writes them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// How words become a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// `move_forward`
    Snake,
    /// `moveForward`
    Camel,
    /// `MoveForward`
    Pascal,
    /// `move-forward`
    Kebab,
    /// `move.forward`
    Dotted,
    /// `moveforward`
    Flat,
}

/// The names of a language.
#[derive(Clone, Debug, Default)]
pub struct Names {
    reserved: HashSet<String>,
    in_any_case: bool,
}

impl Case {
    /// Writes `name`, which is words in small letters with `_` between them.
    pub fn write(self, name: &str) -> String {
        let words = name.split('_');
        match self {
            Self::Snake => name.to_owned(),
            Self::Kebab => name.replace('_', "-"),
            Self::Dotted => name.replace('_', "."),
            Self::Flat => name.replace('_', ""),
            Self::Pascal => words.map(capital).collect(),
            Self::Camel => {
                let mut words = words;
                let first = words.next().unwrap_or_default().to_owned();
                words.map(capital).fold(first, |name, word| name + &word)
            }
        }
    }
}

impl Names {
    /// The words of `reserved` are no names.
    pub fn new(reserved: &str, in_any_case: bool) -> Self {
        let words = reserved.split_whitespace();
        Self {
            reserved: words.map(|it| folded(it, in_any_case)).collect(),
            in_any_case,
        }
    }

    /// `name` in this case, with a `_` where it would be a word of the language's own.
    pub fn write(&self, case: Case, name: &str) -> String {
        let name = case.write(name);
        if self.reserved.contains(&folded(&name, self.in_any_case)) {
            // A name in a declaration never ends so.
            return name + "_";
        }
        name
    }
}

fn folded(word: &str, in_any_case: bool) -> String {
    if in_any_case {
        word.to_lowercase()
    } else {
        word.to_owned()
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let begin = chars.next().map(|it| it.to_ascii_uppercase());
    begin.into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_each_language_does() {
        let written = [
            (Case::Snake, "move_to_x"),
            (Case::Camel, "moveToX"),
            (Case::Pascal, "MoveToX"),
            (Case::Kebab, "move-to-x"),
            (Case::Dotted, "move.to.x"),
            (Case::Flat, "movetox"),
        ];
        for (case, expected) in written {
            assert_eq!(case.write("move_to_x"), expected);
        }
    }

    #[test]
    fn a_word_of_the_language_gets_an_end() {
        let names = Names::new("class\nend  NULL", false);
        assert_eq!(names.write(Case::Snake, "class"), "class_");
        assert_eq!(names.write(Case::Pascal, "class"), "Class");
        assert_eq!(names.write(Case::Snake, "null"), "null");
        let names = Names::new("NULL", true);
        assert_eq!(names.write(Case::Pascal, "null"), "Null_");
    }
}
