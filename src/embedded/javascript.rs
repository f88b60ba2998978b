//! JavaScript (`QuickJS`) as a child process.
//!
//! The engine returns two functions, and [`Interpreter::run`] is the event loop around them:
//!
//! ```text
//! turn() ──► promise jobs ──► wait as many milliseconds as turn() said ──► turn() …
//!   │             │           (undefined: nothing is left, status 0)
//!   └─── throws ──┴─ throws, or a rejection is left unhandled
//!                        └──► failed(error, trace, memory_is_full): the report;
//!                             true: turn() …, false: status 1
//! ```

use std::cell::RefCell;
use std::ffi::CStr;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use rquickjs::context::EvalOptions;
use rquickjs::{Context, Ctx, Function, Module, Object, Persistent, Result, Runtime, Value};

use super::REPORT_MEMORY_BYTES;
use super::channel::{self, Channel};
use super::memory::Memory;
use super::trace;

/// Name of the engine in stack traces; no file of a learner can have it.
const ENGINE_NAME: &str = "[engine]";

/// Most of the stack that JavaScript may use, in bytes.
const MOST_STACK_BYTES: u64 = 4 << 20;

/// Exit status after an uncaught error.
const EXIT_FAILED: u8 = 1;

/// Runs `engine`, which converses with the server over `channel`, until nothing is left to do.
///
/// # Errors
///
/// Fails when the engine itself does; an error of the program is the engine's to report.
pub(super) fn run(engine: &str, channel: Channel, memory_bytes: usize) -> Result<u8> {
    let interpreter = Interpreter::new(engine, channel, memory_bytes)?;
    let status = interpreter.run()?;
    // The process ends here: to free the program's objects one by one is wasted time.
    std::mem::forget(interpreter);
    Ok(status)
}

struct Interpreter {
    runtime: Runtime,
    context: Context,
    memory: Memory,
    turn: Persistent<Function<'static>>,
    failed: Persistent<Function<'static>>,
    rejections: Rejections,
    trace: Trace,
}

/// Promises that were rejected and have no handler yet, each with its reason.
type Rejections = Rc<RefCell<Vec<[Persistent<Value<'static>>; 2]>>>;

/// The note of the throw that the engine passes on, see [`trace`].
type Trace = Rc<RefCell<Option<String>>>;

/// What was thrown, and the note of where.
type Thrown = (Persistent<Value<'static>>, Option<String>);

/// What the event loop does next.
enum Next {
    TurnAfter(Duration),
    End,
    Fail(Thrown),
}

impl Interpreter {
    fn new(engine: &str, channel: Channel, memory_bytes: usize) -> Result<Self> {
        let memory = Memory::new(memory_bytes);
        let runtime = Runtime::new_with_alloc(memory.clone())?;
        runtime.set_max_stack_size(stack_bytes());
        let context = Context::full(&runtime)?;
        let trace = Trace::default();
        let functions = context.with(|ctx| {
            let begin: Function<'_> = ctx.eval_with_options(engine, options(ENGINE_NAME, false))?;
            let functions: Object<'_> = begin.call((host(&ctx, channel, &trace)?,))?;
            let save = |name| -> Result<_> {
                Ok(Persistent::save(
                    &ctx,
                    functions.get::<_, Function<'_>>(name)?,
                ))
            };
            Result::Ok([save("turn")?, save("failed")?])
        });
        let [turn, failed] = functions?;
        let rejections = Rejections::default();
        track_rejections(&runtime, rejections.clone());
        Ok(Self {
            runtime,
            context,
            memory,
            turn,
            failed,
            rejections,
            trace,
        })
    }

    fn run(&self) -> Result<u8> {
        loop {
            let next = match self.turn()? {
                Next::Fail(thrown) => Next::Fail(thrown),
                next @ (Next::TurnAfter(_) | Next::End) => self.run_jobs().map_or(next, Next::Fail),
            };
            match next {
                Next::TurnAfter(delay) => sleep(delay),
                Next::End => return Ok(0),
                Next::Fail(thrown) => {
                    if !self.fail(thrown)? {
                        return Ok(EXIT_FAILED);
                    }
                }
            }
        }
    }

    fn turn(&self) -> Result<Next> {
        self.context.with(|ctx| {
            let turn = self.turn.clone().restore(&ctx)?;
            match turn.call::<_, Option<f64>>(()) {
                Ok(Some(delay_ms)) => Ok(Next::TurnAfter(
                    Duration::try_from_secs_f64(delay_ms / 1e3).unwrap_or_default(),
                )),
                Ok(None) => Ok(Next::End),
                Err(error) => self.caught(&ctx, error).map(Next::Fail),
            }
        })
    }

    /// Runs promise jobs until none is left, or one throws; then an unhandled rejection counts
    /// as thrown.
    fn run_jobs(&self) -> Option<Thrown> {
        loop {
            match self.runtime.execute_pending_job() {
                Ok(true) => {}
                Ok(false) => {
                    let [_, reason] = self.rejections.borrow().first()?.clone();
                    return Some((reason, None));
                }
                Err(job) => {
                    return job
                        .0
                        .with(|ctx| self.caught(&ctx, rquickjs::Error::Exception))
                        .ok();
                }
            }
        }
    }

    fn caught(&self, ctx: &Ctx<'_>, error: rquickjs::Error) -> Result<Thrown> {
        if !error.is_exception() {
            return Err(error);
        }
        let value = ctx.catch();
        let noted = self.trace.borrow_mut().take().or_else(|| trace::take(ctx));
        Ok((Persistent::save(ctx, value), noted))
    }

    /// Has the failure told; gives whether the program stays nevertheless, as in mode live.
    fn fail(&self, (value, noted): Thrown) -> Result<bool> {
        let memory_is_full = self.memory.is_full();
        self.memory.grant(REPORT_MEMORY_BYTES);
        self.context.with(|ctx| {
            let failed = self.failed.clone().restore(&ctx)?;
            // Each failure is told once: the rejections that are left belong to this one.
            drop(self.rejections.take());
            failed.call((value.restore(&ctx)?, noted, memory_is_full))
        })
    }
}

/// Keeps the unhandled rejections. It allocates nothing in JavaScript, so that a rejection for
/// want of memory is not lost.
fn track_rejections(runtime: &Runtime, rejections: Rejections) {
    runtime.set_host_promise_rejection_tracker(Some(Box::new(
        move |ctx, promise, reason, is_handled| {
            let kept = [promise.clone(), reason].map(|value| Persistent::save(&ctx, value));
            if !is_handled {
                rejections.borrow_mut().push(kept);
                return;
            }
            rejections.borrow_mut().retain(|[rejected, _]| {
                (rejected.clone().restore(&ctx)).is_ok_and(|rejected| rejected != promise)
            });
        },
    )));
}

/// What the engine cannot do in JavaScript.
fn host<'js>(ctx: &Ctx<'js>, channel: Channel, noted: &Trace) -> Result<Object<'js>> {
    let host = Object::new(ctx.clone())?;
    let function = |name: &str, function: Result<Function<'js>>| host.set(name, function?);
    let output = Rc::new(RefCell::new(channel));
    let input = output.clone();
    let noted = noted.clone();
    let read_line = move || input.borrow_mut().read_line();
    let write = move |lines: String| output.borrow_mut().write(lines.as_bytes()).is_ok();
    let evaluate = move |ctx: Ctx<'js>, text: String, name: String, form: String| {
        evaluate(&ctx, text, name, &form).inspect_err(|_| *noted.borrow_mut() = trace::take(&ctx))
    };
    host.set("version", version())?;
    function("readLine", Function::new(ctx.clone(), read_line))?;
    function("write", Function::new(ctx.clone(), write))?;
    function("evaluate", Function::new(ctx.clone(), evaluate))?;
    function("print", Function::new(ctx.clone(), print))?;
    function("readInput", Function::new(ctx.clone(), read_input))?;
    function("readFile", Function::new(ctx.clone(), read_file))?;
    function("exit", Function::new(ctx.clone(), exit))?;
    Ok(host)
}

fn version() -> String {
    #[expect(unsafe_code, reason = "it gives a constant text of the library")]
    // SAFETY: see the reason above.
    let version = unsafe { CStr::from_ptr(rquickjs::qjs::JS_GetVersion()) };
    version.to_string_lossy().into_owned()
}

/// Evaluates a text in the one global scope. `form` is `script`, `async` (a script that awaits)
/// or `module`; the value of the latter two is a promise.
fn evaluate<'js>(ctx: &Ctx<'js>, text: String, name: String, form: &str) -> Result<Value<'js>> {
    if form == "module" {
        return Ok(Module::evaluate(ctx.clone(), name, text)?.into_value());
    }
    ctx.eval_with_options(text, options(&name, form == "async"))
}

fn options(name: &str, awaits: bool) -> EvalOptions {
    let mut options = EvalOptions::default();
    options.strict = false;
    options.promise = awaits;
    options.filename = Some(name.to_owned());
    options
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the interpreter gives the text away"
)]
fn print(to_stderr: bool, text: String) {
    // A program whose console is closed goes on, as in a terminal that was closed.
    let _ = if to_stderr {
        write_now(io::stderr().lock(), &text)
    } else {
        write_now(io::stdout().lock(), &text)
    };
}

fn write_now(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// The next line of standard input without its end, `None` at the end.
fn read_input() -> Option<String> {
    channel::read_line(&mut io::stdin().lock())
}

/// The text of a file, `None` when it cannot be read.
fn read_file(path: String) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn exit(status: i32) {
    std::process::exit(status);
}

/// Half of what the system gives the main thread: the interpreter's own C functions need the rest.
fn stack_bytes() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Stack).current;
    let bytes = limit.map_or(MOST_STACK_BYTES, |bytes| MOST_STACK_BYTES.min(bytes / 2));
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this process is the program's own, and has no arbiter to block"
)]
fn sleep(delay: Duration) {
    std::thread::sleep(delay);
}
