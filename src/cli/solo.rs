//! A program alone on a level, answered by the game's rules.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use tokio::sync::mpsc;

use super::player::{Asked, Console, EVENTS_AHEAD, Event, Reply, Seat, action_of, sit};
use crate::actors::session::Shared;
use crate::game::{DeclaredLevel, Game, Type};
use crate::messages::{RunEnd, Source};
use crate::rules::{Answer, Command, Position, Rules, RulesError};

/// Where a package says what the player presses, by level.
const KEYS: &str = "solutions/keys.json";
/// Most commands of a program that are kept to be compared.
const COMMANDS_KEPT: usize = 1_000;

/// A level on which one program plays.
#[derive(Debug)]
pub(super) struct Solo {
    game: Arc<Game>,
    position: Position,
    /// The state of it, as JSON.
    state: String,
    /// What the player presses.
    keys: VecDeque<String>,
    reached: bool,
}

/// What a state may say of the commands that count: looking around is free in many games.
#[derive(Deserialize)]
struct Counted {
    commands: u64,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Played {
    /// How the program ended; none when it could not be started.
    pub(super) end: Option<RunEnd>,
    /// What is wrong with the rules.
    pub(super) fault: Option<String>,
    /// Whether the goal is reached.
    pub(super) reached: bool,
    /// How many commands there were.
    pub(super) commands: usize,
    /// How many count: what the state says in `commands`, else all of them.
    pub(super) counted: u64,
    /// The first of them.
    pub(super) first: Vec<(String, Vec<Value>)>,
    /// Whether it was stopped since it had played enough.
    pub(super) was_enough: bool,
}

impl Solo {
    /// A level before the first command.
    pub(super) fn begin(
        game: &Arc<Game>,
        rules: &Rules,
        level: &DeclaredLevel,
        keys: &[String],
    ) -> Result<Self, RulesError> {
        let position = rules.begin(level, None)?;
        Ok(Self {
            game: Arc::clone(game),
            state: position.state()?,
            position,
            keys: keys.to_vec().into(),
            reached: false,
        })
    }

    /// Plays a program to its end, or so many commands.
    pub(super) async fn play(
        mut self,
        shared: Shared,
        source: Source,
        console: Console,
        most: Option<usize>,
    ) -> Played {
        let (events, mut heard) = mpsc::channel(EVENTS_AHEAD);
        let seat = Seat { number: 1, events };
        // It ends by itself, or since a command of it is dropped.
        drop(sit(shared, source, seat, console));
        let mut played = Played::default();
        while let Some(event) = heard.recv().await {
            match event {
                Event::Ready(_) => (),
                Event::Asked(asked) if most == Some(played.commands) => {
                    played.was_enough = true;
                    drop(asked);
                }
                Event::Asked(Asked { command, reply, .. }) => {
                    let (action, params) = action_of(&command);
                    played.commands += 1;
                    if played.first.len() < COMMANDS_KEPT {
                        played.first.push((action.clone(), params.clone()));
                    }
                    match self.answer(action, params) {
                        // The program may be gone.
                        Ok(answer) => drop(reply.send(answer)),
                        Err(why) => played.fault = played.fault.or(Some(why)),
                    }
                }
                Event::Ended(_, outcome) => {
                    played.end = outcome.end;
                    break;
                }
            }
        }
        played.reached = self.reached;
        let counted: Option<Counted> = serde_json::from_str(&self.state).ok();
        let all = u64::try_from(played.commands).unwrap_or(u64::MAX);
        played.counted = counted.map_or(all, |it| it.commands);
        played
    }

    fn answer(&mut self, action: String, params: Vec<Value>) -> Result<Reply, String> {
        let game = Arc::clone(&self.game);
        let declared = match game.admit(&action, &params) {
            Ok(declared) => declared,
            Err(refusal) => return Ok(Reply::of(Err(refusal))),
        };
        let params = if declared.waits_for_user {
            let words = declared.result.iter().flat_map(Type::words);
            let pressed = self.keys.pop_front().or_else(|| words.last().cloned());
            vec![Value::from(pressed.unwrap_or_default())]
        } else {
            params
        };
        let played = self.position.play(&Command {
            actor: None,
            action,
            params,
        });
        let played = played.map_err(|error| error.to_string())?;
        let was = self.position.state().map_err(|error| error.to_string())?;
        if was != self.state {
            let text = "the rules change the state that they are given; make a new one";
            return Err(format!("{}: {text}", declared.action));
        }
        let reached = played.reached;
        let (position, answer) = played
            .only_answer()
            .map_err(|why| format!("{}: {why}", declared.action))?;
        self.state = position.state().map_err(|error| error.to_string())?;
        self.position = position;
        self.reached |= reached;
        let answer = match answer {
            Answer::Refused(code) if !declared.may_refuse(&code) => {
                let text = format!("it refuses with `{code}`, which is none of its `errors`");
                return Err(format!("{}: {text}", declared.action));
            }
            Answer::Refused(code) => Err(declared.refusal(&code)),
            Answer::Value(value) => {
                let fault = declared.result.as_ref().and_then(|it| it.fault(&value));
                if let Some(why) = fault {
                    return Err(format!("{}: it answers {value}: {why}", declared.action));
                }
                Ok(value)
            }
        };
        Ok(Reply::of(answer))
    }
}

/// What the player presses, by level.
///
/// # Errors
///
/// Fails when the file of it is no such list.
pub(super) fn keys(game: &Game) -> Result<BTreeMap<String, Vec<String>>, String> {
    let Some(bytes) = game.file(KEYS) else {
        return Ok(BTreeMap::new());
    };
    let read: Result<BTreeMap<String, Vec<String>>, _> = serde_json::from_slice(&bytes);
    let keys = read.map_err(|error| format!("{KEYS}: {error}"))?;
    let is_level = |id: &&String| game.manifest.levels.iter().any(|it| it.id == **id);
    match keys.keys().find(|it| !is_level(it)) {
        Some(strange) => Err(format!("{KEYS}: there is no level `{strange}`")),
        None => Ok(keys),
    }
}
