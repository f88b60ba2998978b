//! The command line: one file a subcommand.

mod assemble;
mod check;
mod conformance;
mod doctor;
mod load;
mod matches;
mod new;
mod player;
mod run;
mod schema;
mod serve;
mod solo;
mod telemetry;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{Args, Parser, Subcommand};

use crate::config::LogFormat;

/// The configuration, or a package, or an argument is wrong (`EX_CONFIG`).
pub const EXIT_CONFIG: u8 = 78;
/// The hidden word on the command line for the interpreters inside this binary.
pub const EMBEDDED_WORD: &str = "__embedded";

/// Program a game, live, in any language.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server (also without any subcommand).
    Serve(ServeArgs),
    /// Says which languages work here, at which version, and why the others do not.
    Doctor(DoctorArgs),
    /// Plays a program against the terminal: prints its commands, reads their answers.
    Run(RunArgs),
    /// Plays several programs against each other on one stage, by the game's rules.
    Match(MatchArgs),
    /// Makes a package of a game or a language that passes `livecoding check`.
    New(NewArgs),
    /// Checks packages of games and languages: plays every example of every command.
    Check(CheckArgs),
    /// Checks a server or a client of the native protocol: cuts, repeats, stale tokens, two tabs.
    Conformance(ConformanceArgs),
    /// Plays many learners at once against a server, checks every command, and measures.
    Load(LoadArgs),
    /// Prints what the messages of the native protocol, or a game's manifest, look like.
    Schema(SchemaArgs),
}

/// What every subcommand takes.
#[derive(Clone, Debug, Default, Args)]
struct CommonArgs {
    /// The configuration file; `LIVECODING_CONFIG` names one too.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A folder of language packages beside the built-in ones.
    #[arg(long, value_name = "DIR")]
    languages: Option<PathBuf>,
    /// A folder of game packages beside the built-in ones.
    #[arg(long, value_name = "DIR")]
    games: Option<PathBuf>,
    /// How log lines are written.
    #[arg(long, value_enum)]
    log_format: Option<LogFormat>,
}

#[derive(Clone, Debug, Default, Args)]
struct ServeArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// Address and port to listen at [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Reads games of the folder again when their files change.
    #[arg(long)]
    watch: bool,
    /// Reads the configuration and the language packages, says what is wrong, and ends.
    #[arg(long)]
    check_config: bool,
    /// Listens on an address that others can reach although programs are not isolated:
    /// whoever connects can run anything as the user of this server.
    #[arg(long)]
    accept_that_programs_are_not_isolated: bool,
}

#[derive(Debug, Args)]
struct DoctorArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct NewArgs {
    #[command(subcommand)]
    what: NewWhat,
}

#[derive(Debug, Subcommand)]
enum NewWhat {
    /// A game: a folder with a manifest that declares its commands.
    Game {
        /// Its name: small letters, digits and `-`.
        name: String,
        /// The folder in which its own is made.
        #[arg(long, value_name = "DIR", default_value = "games")]
        folder: PathBuf,
    },
    /// A language: a folder with a manifest, an engine and a template.
    Language {
        /// Its name: small letters, digits and `-`.
        name: String,
        /// The folder in which its own is made.
        #[arg(long, value_name = "DIR", default_value = "languages")]
        folder: PathBuf,
        /// The language of this program whose package is taken to begin with.
        #[arg(long, value_name = "ID", default_value = "lua")]
        like: String,
    },
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// Folders of packages, or ids of built-in ones.
    #[arg(required = true, value_name = "PACKAGE")]
    packages: Vec<PathBuf>,
    /// Tries a game in this language alone; may be given several times.
    #[arg(long, value_name = "ID")]
    language: Vec<String>,
    /// Plays this level alone.
    #[arg(long, value_name = "ID")]
    level: Option<String>,
}

#[derive(Debug, Args)]
struct RunArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// The language's id, such as `ruby`; `livecoding doctor` lists them.
    language: String,
    /// The program.
    file: PathBuf,
    /// The game whose commands the program calls: the id of one of this server's, or a folder. It
    /// is played without a page, from what its manifest says, or by its rules on a level.
    #[arg(long, value_name = "GAME", conflicts_with_all = ["interpreter", "answer"])]
    game: Option<String>,
    /// The level of the game that is played by the game's rules.
    #[arg(long, value_name = "ID", requires = "game")]
    level: Option<String>,
    /// The game's interpreter: functions for the program, in its language.
    #[arg(long, value_name = "FILE")]
    interpreter: Option<PathBuf>,
    /// Answers every command with this text instead of reading standard input.
    #[arg(long, value_name = "TEXT")]
    answer: Option<String>,
}

#[derive(Debug, Args)]
struct MatchArgs {
    #[command(flatten)]
    common: CommonArgs,
    /// The game: the id of one of this server's, or a folder.
    game: String,
    /// The programs, two to eight: files, or `language:file` where an ending is that of several.
    #[arg(value_name = "PROGRAM", required_unless_present = "replay")]
    programs: Vec<String>,
    /// The level that is played; else the game's last.
    #[arg(long, value_name = "ID")]
    level: Option<String>,
    /// What chance begins with.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u32,
    /// Time for a decision, from the moment that its turn begins, in milliseconds; who takes longer
    /// misses the turn.
    #[arg(long, value_name = "MS", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=600_000))]
    turn_ms: u64,
    /// Longest time of a match, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    wall_seconds: u64,
    /// Writes every command to this file, for a replay; of a tournament one file a match.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Writes what each program printed to a file in this folder.
    #[arg(long, value_name = "DIR")]
    logs: Option<PathBuf>,
    /// Plays a record again, without programs.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["programs", "tournament", "level", "logs"])]
    replay: Option<PathBuf>,
    /// Everybody plays everybody, in pairs, once on each seat.
    #[arg(long)]
    tournament: bool,
    /// How many play at once in a tournament.
    #[arg(long, value_name = "N", requires = "tournament")]
    seats: Option<usize>,
    /// How often all of a tournament is played, with the seeds 1, 2, …
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    rounds: u32,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ConformanceArgs {
    /// The server to check, such as `ws://127.0.0.1:8080/ws`.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Where to wait for the client to check, such as `127.0.0.1:9000`.
    #[arg(long, value_name = "ADDR:PORT", conflicts_with = "url")]
    listen: Option<String>,
    /// The server's access token, where it wants one.
    #[arg(long, value_name = "TOKEN")]
    access_token: Option<String>,
}

#[derive(Debug, Args)]
struct LoadArgs {
    /// The server.
    #[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:8080/ws")]
    url: String,
    /// The server's access token, where it wants one.
    #[arg(long, value_name = "TOKEN")]
    access_token: Option<String>,
    /// How many learners come.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    sessions: u32,
    /// Commands a second that each program plays; 0 means as many as it can.
    #[arg(long, value_name = "RATE", default_value_t = 0.0, value_parser = rate)]
    rate: f64,
    /// How long they play, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
    /// The language of the programs.
    #[arg(long, value_name = "ID", default_value = "lua")]
    language: String,
    /// Nobody starts a program: clients come and stay.
    #[arg(long, conflicts_with_all = ["rate", "language"])]
    idle: bool,
    /// The server's process on this machine, of which processor time and memory are told.
    #[arg(long, value_name = "PID")]
    server_pid: Option<u32>,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

/// Commands a second: one each microsecond at most, one in 1,000 seconds at least; or 0.
fn rate(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(0.0) => Ok(0.0),
        Ok(rate) if (0.001..=1e6).contains(&rate) => Ok(rate),
        Ok(_) | Err(_) => Err("give 0, or a number from 0.001 to 1000000".to_owned()),
    }
}

#[derive(Debug, Args)]
struct SchemaArgs {
    /// In which form.
    #[arg(value_enum)]
    form: schema::Form,
}

/// Why a subcommand failed, with the exit status that says so.
#[derive(Debug)]
pub struct Failure {
    error: anyhow::Error,
    status: u8,
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self { error, status: 1 }
    }
}

impl Failure {
    fn config(error: impl Into<anyhow::Error>) -> Self {
        Self {
            error: error.into(),
            status: EXIT_CONFIG,
        }
    }

    /// Says on standard error what went wrong.
    pub fn report(self) -> ExitCode {
        eprint(&format!("livecoding: {:#}\n", self.error));
        ExitCode::from(self.status)
    }
}

impl Cli {
    /// Does what the command line asks for.
    ///
    /// # Errors
    ///
    /// Fails with a text for the terminal and the exit status.
    pub fn execute(self) -> Result<ExitCode, Failure> {
        let status = self.run()?;
        match UNWRITTEN.get() {
            None => Ok(status),
            Some(error) => {
                let error = anyhow::Error::new(error);
                let error = error.context("not everything could be written to standard output");
                Err(Failure::from(error))
            }
        }
    }

    fn run(self) -> Result<ExitCode, Failure> {
        match self.command {
            None => serve::execute(&self.serve),
            Some(Command::Serve(args)) => serve::execute(&args),
            Some(Command::Doctor(args)) => doctor::execute(&args),
            Some(Command::New(args)) => new::execute(&args),
            Some(Command::Check(args)) => check::execute(&args),
            Some(Command::Run(args)) => run::execute(args),
            Some(Command::Match(args)) => matches::execute(&args),
            Some(Command::Schema(args)) => schema::execute(&args),
            Some(Command::Conformance(args)) => conformance::execute(&args),
            Some(Command::Load(args)) => load::execute(&args),
        }
    }
}

/// Why something could not be written to standard output: told at the end.
static UNWRITTEN: OnceLock<std::io::Error> = OnceLock::new();

/// Writes to standard output; a reader that is gone is no error of ours.
fn print(text: &str) {
    use std::io::Write as _;
    let mut stdout = std::io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    if let Err(error) = written
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        // Only the first is told.
        let _ = UNWRITTEN.set(error);
    }
}

/// Writes to standard error; a reader that is gone is no error of ours.
fn eprint(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
