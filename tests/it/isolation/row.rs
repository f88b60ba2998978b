//! One item of what isolation must withstand: its programs, and what must come of them.

use super::language::{self, LANGUAGES, ONLY_WITH_ALL};
use super::tier::Tier;

/// One item.
pub struct Row {
    pub name: &'static str,
    expected: Expected,
    special: Vec<(Tier, Expected)>,
    programs: Vec<(&'static str, String)>,
    reasons: Vec<(Option<Tier>, &'static str, &'static str)>,
}

/// What must come of a program.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// What it may say; each saying must be one of these, and it must say something. Before a `…`
    /// stands how a saying begins, behind one how it ends.
    pub sayings: Vec<&'static str>,
    /// How it may end: `finished`, `limit/memory`, `crashed/signal 9`, `error/status 3`; what
    /// stands behind the stroke may be left out.
    pub ends: Vec<&'static str>,
    /// Whether it goes on until it is stopped, once its neighbour has played.
    pub is_stopped: bool,
    /// What must be on its console, or in what is told of its error.
    pub prints: Vec<&'static str>,
    /// How many commands it sends, where that is known.
    pub commands: Option<u64>,
}

/// Each of its sayings is one of `sayings`, and then it finishes.
pub fn says(sayings: &[&'static str]) -> Expected {
    Expected {
        sayings: sayings.to_vec(),
        ..ends(&["finished"])
    }
}

/// It ends in one of these ways.
pub fn ends(ends: &[&'static str]) -> Expected {
    Expected {
        ends: ends.to_vec(),
        ..Expected::default()
    }
}

/// It goes on until it is stopped, which ends it.
pub fn is_stopped() -> Expected {
    Expected {
        is_stopped: true,
        ..ends(&["stopped"])
    }
}

/// It goes on to its own end, whatever it did.
pub fn lives_on() -> Expected {
    says(&["alive"])
}

impl Expected {
    /// It may end in one of these ways as well.
    pub fn or_ends(mut self, ends: &[&'static str]) -> Self {
        self.ends.extend(ends);
        self
    }

    pub fn prints(mut self, texts: &[&'static str]) -> Self {
        self.prints.extend(texts);
        self
    }

    pub fn commands(mut self, count: u64) -> Self {
        self.commands = Some(count);
        self
    }
}

impl Row {
    pub fn new(name: &'static str, expected: Expected) -> Self {
        Self {
            name,
            expected,
            special: Vec::new(),
            programs: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// Its program in a language.
    pub fn program(mut self, language: &'static str, text: impl Into<String>) -> Self {
        self.programs.push((language, text.into()));
        self
    }

    pub fn lua(self, text: impl Into<String>) -> Self {
        self.program("lua", text)
    }

    pub fn ruby(self, text: impl Into<String>) -> Self {
        self.program("ruby", text)
    }

    pub fn sh(self, text: impl Into<String>) -> Self {
        self.program("sh", text)
    }

    /// Why it has no program in a language.
    pub fn not(mut self, language: &'static str, why: &'static str) -> Self {
        self.reasons.push((None, language, why));
        self
    }

    /// The same, in one tier.
    pub fn not_in(mut self, tier: Tier, language: &'static str, why: &'static str) -> Self {
        self.reasons.push((Some(tier), language, why));
        self
    }

    /// What must come of it in one tier.
    pub fn in_tier(mut self, tier: Tier, expected: Expected) -> Self {
        self.special.push((tier, expected));
        self
    }

    pub fn expected(&self, tier: Tier) -> &Expected {
        let special = self.special.iter().find(|it| it.0 == tier);
        special.map_or(&self.expected, |it| &it.1)
    }

    /// What is to be tried in `tier`: each language with its program, or with why there is none.
    pub fn tries(&self, tier: Tier) -> Vec<(&'static str, Result<&str, &'static str>)> {
        let all = super::is_all();
        let mut tries = Vec::new();
        for language in &LANGUAGES {
            let own = self.programs.iter().find(|it| it.0 == language.id);
            let mut reasons = self.reasons.iter();
            let why = reasons
                .find(|it| it.1 == language.id && it.0.is_none_or(|it| it == tier))
                .map(|it| it.2);
            let is_wanted = all || !ONLY_WITH_ALL.contains(&language.id);
            match (own, why) {
                (_, Some(_)) if !is_wanted => (),
                (_, Some(why)) => tries.push((language.id, Err(why))),
                (Some((id, _)), None) if tier == Tier::C && language::named(id).forks => {
                    tries.push((*id, Err("no forking languages in this tier")));
                }
                (Some((id, text)), None) if is_wanted => tries.push((*id, Ok(text.as_str()))),
                (None, None) if language.is_asked => {
                    panic!("{} in {}: a program or a reason", self.name, language.id)
                }
                (Some(_) | None, None) => (),
            }
        }
        tries
    }
}

/// Whether a saying is one of those that may be.
pub fn is_among(saying: &str, allowed: &[&str]) -> bool {
    allowed.iter().any(|it| match it.split_once('…') {
        Some((begin, end)) => saying.starts_with(begin) && saying.ends_with(end),
        None => saying == *it,
    })
}
