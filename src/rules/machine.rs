//! The interpreter that a game's rules run in, bounded in memory and in time.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use rquickjs::context::{EvalOptions, intrinsic};
use rquickjs::{Array, Context, Ctx, Function, Module, Object, Persistent, Runtime, Value};

use super::errors::{RulesError, thrown};
use super::modules::{Files, Names};
use super::{CALL_TIME, MEMORY_BYTES};
use crate::game::Game;

/// The name of our own part in stacks.
pub(super) const OWN_NAME: &str = "[rules]";
/// Most of the stack that rules may use, in bytes: threads have 2 MiB.
const STACK_BYTES: usize = 512 << 10;

/// Everything of the language but clocks and what waits for the machine.
type Language = (
    intrinsic::Eval,
    intrinsic::RegExpCompiler,
    intrinsic::RegExp,
    intrinsic::Json,
    intrinsic::Proxy,
    intrinsic::MapSet,
    intrinsic::TypedArrays,
    intrinsic::Promise,
);

/// Our own part: what is said in JSON becomes a call, and what is to be known of it JSON.
const OWN_PART: &str = r#"
Math.random = () => {
  throw new Error("rules know no chance but that of their state: see ../kit/random.js");
};
(rules) => {
  for (const name of ["readLevel", "begin", "play"]) {
    if (typeof rules[name] !== "function") {
      throw new TypeError(`the module exports no function ${name}`);
    }
  }
  return {
    begin(text, seed) {
      const level = rules.readLevel(JSON.parse(text));
      return [level, rules.begin(level, seed)];
    },
    play(level, state, text) {
      const played = rules.play(level, state, JSON.parse(text));
      if (!Array.isArray(played) || typeof played[0] !== "object" || played[0] === null) {
        throw new TypeError("play gives [state, happenings, answer]");
      }
      const [after, , answer] = played;
      const told = {
        answer, reached: after.hasReached === true, waiting_for: after.waitingFor, turn: after.turn, result: after.result,
      };
      return [after, JSON.stringify(told)];
    },
  };
}
"#;

/// A value that outlives a call; it must not outlive the machine.
type Kept = Persistent<Value<'static>>;

/// The rules of one game, loaded.
pub(super) struct Machine {
    // In this order: what lives in it goes before the runtime does.
    begin: Persistent<Function<'static>>,
    play: Persistent<Function<'static>>,
    context: Context,
    _runtime: Runtime,
    until: Rc<Cell<Option<Duration>>>,
    /// The name of the module.
    module: String,
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine")
            .field("module", &self.module)
            .finish_non_exhaustive()
    }
}

impl Machine {
    /// Loads the module `file` of `game`.
    pub(super) fn load(game: &Game, file: &str) -> Result<Self, RulesError> {
        let failed = |error: rquickjs::Error| RulesError::Interpreter(error.to_string());
        let runtime = Runtime::new().map_err(failed)?;
        runtime.set_memory_limit(MEMORY_BYTES);
        runtime.set_max_stack_size(STACK_BYTES);
        let names = Names {
            game: game.id.clone(),
        };
        runtime.set_loader(names, Files::of(game));
        let until = Rc::new(Cell::new(None::<Duration>));
        let deadline = Rc::clone(&until);
        let is_late = move || deadline.get().is_some_and(|it| it <= processor_time());
        runtime.set_interrupt_handler(Some(Box::new(is_late)));
        let context = Context::custom::<Language>(&runtime).map_err(failed)?;
        let module = format!("{}/{}", game.id, file.trim_start_matches("./"));
        let loaded = in_time(&context, &until, &module, "loading", |ctx| {
            let own: Function<'_> = ctx.eval_with_options(OWN_PART, options())?;
            let rules: Object<'_> = Module::import(ctx, module.as_str())?.finish()?;
            let functions: Object<'_> = own.call((rules,))?;
            let function = |name| functions.get::<_, Function<'_>>(name);
            Ok([function("begin")?, function("play")?].map(|it| Persistent::save(ctx, it)))
        });
        let [begin, play] = loaded?;
        Ok(Self {
            begin,
            play,
            context,
            _runtime: runtime,
            until,
            module,
        })
    }

    /// The level and its first state.
    pub(super) fn begin(&self, level: &str, seed: Option<u32>) -> Result<(Kept, Kept), RulesError> {
        self.call("begin", |ctx| {
            let begin = self.begin.clone().restore(ctx)?;
            let both: Array<'_> = match seed {
                Some(seed) => begin.call((level, seed))?,
                None => begin.call((level,))?,
            };
            Ok((both.get(0)?, both.get(1)?))
        })
    }

    /// The state after a command, and what is told of it.
    pub(super) fn play(
        &self,
        level: &Kept,
        state: &Kept,
        command: &str,
    ) -> Result<(Kept, String), RulesError> {
        self.call("play", |ctx| {
            let play = self.play.clone().restore(ctx)?;
            let level = level.clone().restore(ctx)?;
            let state = state.clone().restore(ctx)?;
            let played: Array<'_> = play.call((level, state, command))?;
            Ok((played.get(0)?, played.get(1)?))
        })
    }

    /// A value as JSON.
    pub(super) fn json(&self, value: &Kept) -> Result<String, RulesError> {
        let text = self.call("the state as JSON", |ctx| {
            let text = ctx.json_stringify(value.clone().restore(ctx)?)?;
            text.map(|it| it.to_string()).transpose()
        });
        text?.ok_or_else(|| self.wrong("the state as JSON", "it is nothing that JSON knows"))
    }

    /// What was given is not what is asked for.
    pub(super) fn wrong(&self, call: &'static str, why: &str) -> RulesError {
        RulesError::Wrong {
            module: self.module.clone(),
            call,
            why: why.to_owned(),
        }
    }

    fn call<T>(
        &self,
        what: &'static str,
        call: impl FnOnce(&Ctx<'_>) -> rquickjs::Result<T>,
    ) -> Result<T, RulesError> {
        in_time(&self.context, &self.until, &self.module, what, call)
    }
}

/// Calls, and ends the call when it takes too long.
fn in_time<T>(
    context: &Context,
    until: &Cell<Option<Duration>>,
    module: &str,
    call: &'static str,
    act: impl FnOnce(&Ctx<'_>) -> rquickjs::Result<T>,
) -> Result<T, RulesError> {
    context.with(|ctx| {
        let end = processor_time() + CALL_TIME;
        until.set(Some(end));
        let came = act(&ctx);
        until.set(None);
        let module = || module.to_owned();
        came.map_err(|error| {
            let text = thrown(&ctx, error);
            if end <= processor_time() {
                let module = module();
                return RulesError::TooLong { module, call };
            }
            let module = module();
            RulesError::Thrown { module, call, text }
        })
    })
}

fn options() -> EvalOptions {
    let mut options = EvalOptions::default();
    options.filename = Some(OWN_NAME.to_owned());
    options
}

/// The processor time of this thread: on a busy machine a call is not slower than it is.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}
