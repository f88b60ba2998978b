//! What references say, in the languages that people read.

/// Words of references.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Words {
    /// Code of the language.
    pub lang: &'static str,
    /// Heads a page: of what follows.
    pub reference: &'static str,
    /// Heads what a function takes.
    pub parameters: &'static str,
    /// Stands before what it gives back.
    pub result: &'static str,
    /// Heads why it may be refused.
    pub errors: &'static str,
    /// Heads how it is called.
    pub examples: &'static str,
    /// Stands before names of before.
    pub deprecated: &'static str,
    /// Says that it waits for the player.
    pub waits: &'static str,
    /// Stands before what is taken when nothing is given.
    pub default: &'static str,
    /// Stands between the least and the greatest number.
    pub to: &'static str,
    /// Stands before a least number alone.
    pub at_least: &'static str,
    /// Stands before a greatest number alone.
    pub at_most: &'static str,
    /// Heads the choice of the programming language.
    pub language: &'static str,
    /// Types, by [`crate::game::Type::name`].
    types: [(&'static str, &'static str); 7],
}

const ENGLISH: Words = Words {
    lang: "en",
    reference: "Reference",
    parameters: "Takes",
    result: "Gives",
    errors: "May be refused",
    examples: "Examples",
    deprecated: "Older names that still work",
    waits: "It waits for the player, as long as that takes.",
    default: "when left out:",
    to: "to",
    at_least: "at least",
    at_most: "at most",
    language: "Language",
    types: [
        ("integer", "whole number"),
        ("number", "number"),
        ("boolean", "yes or no"),
        ("string", "text"),
        ("enumeration", "one of"),
        ("list", "list"),
        ("record", "record"),
    ],
};

const FRENCH: Words = Words {
    lang: "fr",
    reference: "Référence",
    parameters: "Prend",
    result: "Donne",
    errors: "Peut être refusé",
    examples: "Exemples",
    deprecated: "Anciens noms, toujours valables",
    waits: "Elle attend le joueur, aussi longtemps qu'il le faut.",
    default: "sinon :",
    to: "à",
    at_least: "au moins",
    at_most: "au plus",
    language: "Langage",
    types: [
        ("integer", "nombre entier"),
        ("number", "nombre"),
        ("boolean", "oui ou non"),
        ("string", "texte"),
        ("enumeration", "un de"),
        ("list", "liste"),
        ("record", "enregistrement"),
    ],
};

const GERMAN: Words = Words {
    lang: "de",
    reference: "Nachschlagen",
    parameters: "Nimmt",
    result: "Gibt",
    errors: "Kann abgelehnt werden",
    examples: "Beispiele",
    deprecated: "Ältere Namen, die noch gelten",
    waits: "Sie wartet auf den Spieler, so lange das dauert.",
    default: "sonst:",
    to: "bis",
    at_least: "mindestens",
    at_most: "höchstens",
    language: "Sprache",
    types: [
        ("integer", "ganze Zahl"),
        ("number", "Zahl"),
        ("boolean", "ja oder nein"),
        ("string", "Text"),
        ("enumeration", "eines von"),
        ("list", "Liste"),
        ("record", "Datensatz"),
    ],
};

const ITALIAN: Words = Words {
    lang: "it",
    reference: "Consultazione",
    parameters: "Prende",
    result: "Dà",
    errors: "Può essere rifiutato",
    examples: "Esempi",
    deprecated: "Nomi precedenti, ancora validi",
    waits: "Aspetta il giocatore, per tutto il tempo che serve.",
    default: "altrimenti:",
    to: "a",
    at_least: "almeno",
    at_most: "al massimo",
    language: "Linguaggio",
    types: [
        ("integer", "numero intero"),
        ("number", "numero"),
        ("boolean", "sì o no"),
        ("string", "testo"),
        ("enumeration", "uno di"),
        ("list", "lista"),
        ("record", "record"),
    ],
};

impl Words {
    /// Those of a language, such as `de` or `de-CH`; English ones where there are none.
    pub fn of(lang: &str) -> Self {
        Self::find(lang).unwrap_or(ENGLISH)
    }

    /// Whether there are any of a language.
    pub fn has(lang: &str) -> bool {
        Self::find(lang).is_some()
    }

    fn find(lang: &str) -> Option<Self> {
        let code = lang.split(['-', '_']).next().unwrap_or_default();
        let mut all = [ENGLISH, FRENCH, GERMAN, ITALIAN].into_iter();
        all.find(|it| it.lang.eq_ignore_ascii_case(code))
    }

    /// The word for a type.
    pub fn type_name(&self, name: &'static str) -> &'static str {
        let found = self.types.iter().find(|it| it.0 == name);
        found.map_or(name, |it| it.1)
    }
}
