//! The learner's functions of every game in every language, each made once.
//!
//! Games may be replaced while the server runs: whoever asks gets what is there at that moment, and
//! keeps it. No command looks here, only what begins a run or asks about a game.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use bytestring::ByteString;

use super::registry::{Language, Registry};
use crate::bindings::Bindings;
use crate::game::{Game, Games, Problems};

/// Most games without a package whose functions are kept.
const SENT_GAMES: usize = 64;

/// A game's functions in a language, or why there are none.
type Made = Result<Arc<Bindings>, ApiError>;

/// A game that a client sent, with its functions.
type MadeOfSent = Result<(Arc<Game>, Arc<Bindings>), ApiError>;

/// Why a game has no functions in a language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// There is no such game.
    #[error("there is no game `{0}` here; `welcome` lists them")]
    NoGame(String),
    /// There is no such language.
    #[error("there is no language `{0}` here; `livecoding doctor` lists them, as `welcome` does")]
    NoLanguage(String),
    /// Its package has no template and the game no functions for it.
    #[error("`{game}` has no functions in {language}: {why}")]
    None {
        /// The game.
        game: String,
        /// The language.
        language: String,
        /// What to do.
        why: &'static str,
    },
    /// The language's template failed.
    #[error("the template of {language} fails for `{game}`: {why}")]
    Template {
        /// The game.
        game: String,
        /// The language.
        language: String,
        /// What it says.
        why: String,
    },
    /// The manifest that was sent is not what it must be.
    #[error(transparent)]
    Manifest(#[from] Problems),
}

/// All games in all languages.
#[derive(Debug)]
pub struct Apis {
    stock: RwLock<Arc<Stock>>,
    registry: Arc<Registry>,
    sent: Mutex<VecDeque<(Sent, MadeOfSent)>>,
}

/// The games at one moment, and what is made of them.
#[derive(Debug)]
struct Stock {
    games: Arc<Games>,
    made: HashMap<(String, String), OnceLock<Made>>,
}

/// A language and a manifest that a client sent.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sent {
    language: String,
    manifest: String,
}

impl Apis {
    /// Nothing is made yet.
    pub fn new(games: Arc<Games>, registry: Arc<Registry>) -> Self {
        let pairs = games.iter().flat_map(|game| {
            let languages = registry.iter();
            languages.map(|it| ((game.id.clone(), it.manifest.id.clone()), OnceLock::new()))
        });
        let made = pairs.collect();
        Self {
            stock: RwLock::new(Arc::new(Stock { games, made })),
            sent: Mutex::default(),
            registry,
        }
    }

    /// The games.
    pub fn games(&self) -> Arc<Games> {
        Arc::clone(&self.stock().games)
    }

    /// Puts a game in the place of the one with its id, or beside the others.
    pub fn replace(&self, game: Game) {
        // Whoever panicked has left it whole.
        let mut stock = self.stock.write().unwrap_or_else(PoisonError::into_inner);
        let id = game.id.clone();
        let others = stock.made.iter().filter(|(key, _)| key.0 != id);
        let mut made: HashMap<_, _> = others
            .map(|(key, made)| (key.clone(), made.clone()))
            .collect();
        let languages = self.registry.iter();
        made.extend(languages.map(|it| ((id.clone(), it.manifest.id.clone()), OnceLock::new())));
        let games = Arc::new(stock.games.with(Arc::new(game)));
        *stock = Arc::new(Stock { games, made });
    }

    fn stock(&self) -> Arc<Stock> {
        // Whoever panicked has left it whole.
        let stock = self.stock.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&stock)
    }

    /// Makes the functions of every game in every language that works here, so that no run waits
    /// for them; gives what failed.
    pub fn make_all(&self) -> Vec<ApiError> {
        let mut failed = Vec::new();
        let stock = self.stock();
        for game in stock.games.iter() {
            for language in self.registry.iter().filter(|it| it.works()) {
                if let Err(error @ ApiError::Template { .. }) = stock.of(game, language) {
                    failed.push(error);
                }
            }
        }
        failed
    }

    /// The functions of a game of this server.
    ///
    /// # Errors
    ///
    /// Fails when there are none, and when the template does.
    pub fn of_game(&self, game: &str, language: &str) -> Made {
        let no_game = || ApiError::NoGame(game.to_owned());
        let stock = self.stock();
        let game = stock.games.get(game).ok_or_else(no_game)?;
        stock.of(game, self.language(language)?)
    }

    /// A game whose manifest a client sent, and its functions.
    ///
    /// # Errors
    ///
    /// Fails when the manifest is not what it must be, and when the template does.
    pub fn of_manifest(&self, manifest: &str, language: &str) -> MadeOfSent {
        let sent = Sent {
            language: language.to_owned(),
            manifest: manifest.to_owned(),
        };
        // Whoever panicked has left it whole.
        let known = || self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, made)) = known().iter().find(|it| it.0 == sent) {
            return made.clone();
        }
        let game = Arc::new(Game::of_manifest("game", manifest)?);
        let made = make(&game, self.language(language)?).map(|made| (game, made));
        let mut known = known();
        known.push_front((sent, made.clone()));
        known.truncate(SENT_GAMES);
        made
    }

    /// The languages that have functions of `game`, by id.
    pub fn languages_of(&self, game: &Game) -> Vec<String> {
        let all = self.registry.iter();
        let with = all.filter(|it| has_functions(game, it));
        with.map(|it| it.manifest.id.clone()).collect()
    }

    fn language(&self, id: &str) -> Result<&Arc<Language>, ApiError> {
        let mut all = self.registry.iter();
        let found = all.find(|it| it.manifest.id == id);
        found.ok_or_else(|| ApiError::NoLanguage(id.to_owned()))
    }
}

impl Stock {
    fn of(&self, game: &Game, language: &Language) -> Made {
        let key = (game.id.clone(), language.manifest.id.clone());
        match self.made.get(&key) {
            Some(made) => made.get_or_init(|| make(game, language)).clone(),
            None => make(game, language),
        }
    }
}

fn has_functions(game: &Game, language: &Language) -> bool {
    let by_hand = game.interpreters.contains_key(&language.manifest.id);
    by_hand || (language.template.is_some() && !game.declaration.commands.is_empty())
}

fn make(game: &Game, language: &Language) -> Made {
    let by_hand = game.interpreters.get(&language.manifest.id);
    let (id, title) = (&game.id, &language.manifest.title);
    let template = match &language.template {
        Some(template) if !game.declaration.commands.is_empty() => template,
        Some(_) | None => {
            let text = by_hand.ok_or_else(|| ApiError::None {
                game: id.clone(),
                language: title.clone(),
                why: "choose another language, or add `interpreters` to the game",
            })?;
            return Ok(Arc::new(Bindings::by_hand(text)));
        }
    };
    let filled = template
        .fill(game, "en")
        .map_err(|error| ApiError::Template {
            game: id.clone(),
            language: title.clone(),
            why: error.to_string(),
        })?;
    Ok(Arc::new(match by_hand {
        // The declaration still says what they are.
        Some(text) => Bindings {
            text: ByteString::from(text.as_str()),
            ..filled
        },
        None => filled,
    }))
}
