//! `livecoding serve`: the server, until it is told to end.

use std::net::{SocketAddr, ToSocketAddrs as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use anyhow::Context as _;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{info, warn};

use super::{Failure, ServeArgs, assemble, print, telemetry, watch};
use crate::actors::connection::PIECE_BYTES;
use crate::actors::session::{Isolated, Shared};
use crate::actors::supervisor::{Census, Count, ServerEnds};
use crate::config::Config;
use crate::game::{Games, Sight};
use crate::http::{self, Site};
use crate::language::Registry;

/// How long the sockets may take to close once every run has ended.
const CLOSE_SECONDS: u64 = 5;
/// As many threads as the web server may have.
const MOST_WORKERS: usize = 512;
/// How often is looked whether every session is gone.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Serves until it is told to end.
pub(super) fn execute(args: &ServeArgs) -> Result<ExitCode, Failure> {
    let mut config = assemble::settings(&args.common)?;
    if let Some(listen) = &args.listen {
        config.server.listen.clone_from(listen);
    }
    config.games.watch |= args.watch;
    if args.watch && config.games.folder.as_os_str().is_empty() {
        let text = "there is no folder of games to watch; name it with --games";
        return Err(Failure::config(anyhow::Error::msg(text)));
    }
    let registry = assemble::packages(&config)?;
    // Before they are read: what changes meanwhile is read again.
    let seen = Sight::of(&config.games.folder);
    let games = assemble::games(&config)?;
    let addresses = addresses(&config)?;
    check(&config)?;
    if args.check_config {
        print("the configuration, the language packages and the game packages are valid\n");
        return Ok(ExitCode::SUCCESS);
    }
    telemetry::start(&config.log)?;
    raise_open_files();
    actix::System::new().block_on(serve(
        config,
        registry,
        (games, seen),
        addresses,
        args.accept_that_programs_are_not_isolated,
    ))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(
    config: Config,
    registry: Registry,
    (games, seen): (Games, Sight),
    addresses: Vec<SocketAddr>,
    is_overridden: bool,
) -> Result<(), Failure> {
    // Before anything is made that its end must remove.
    let signals = Signals::listen().context("cannot listen to signals")?;
    let shared = assemble::shared(config, registry, games, is_overridden).await?;
    make_functions(&shared);
    let folder = &shared.config.games;
    if folder.watch && !folder.folder.as_os_str().is_empty() {
        watch::start(&shared, folder.folder.clone(), seen);
    }
    let served = listen(&shared, &addresses, signals).await;
    shared.clear();
    served?;
    info!("the server has ended");
    Ok(())
}

/// Listens until it is told to end, and every run has come to its end.
async fn listen(
    shared: &Shared,
    addresses: &[SocketAddr],
    signals: Signals,
) -> Result<(), Failure> {
    admit_strangers(addresses, &shared.isolation)?;
    let site = Data::new(Site {
        shared: shared.clone(),
        seats_taken: Arc::default(),
    });
    let mut server =
        HttpServer::new(move || App::new().app_data(site.clone()).configure(http::configure))
            .on_connect(http::on_connect)
            .h1_write_buffer_size(PIECE_BYTES)
            .disable_signals()
            .shutdown_timeout(CLOSE_SECONDS);
    if shared.config.server.workers > 0 {
        server = server.workers(shared.config.server.workers);
    }
    for address in addresses {
        server = server
            .bind(address)
            .with_context(|| format!("cannot listen at {address}; is another server there?"))?;
    }
    let bound = server.addrs();
    let running = server.run();
    for address in bound {
        // Tests and scripts read the port from this line.
        print(&format!("LiveCoding listens at http://{address}/\n"));
    }
    let ended = end_on_signal(shared.clone(), signals, running.handle());
    let (outcome, ()) = tokio::join!(running, ended);
    outcome.context("the server failed")?;
    Ok(())
}

/// Makes the functions of every game in every language, beside the server's start: who comes
/// earlier makes what is needed.
fn make_functions(shared: &Shared) {
    let apis = Arc::clone(&shared.apis);
    // It ends by itself, and nobody waits for it.
    drop(actix::spawn(async move {
        let made = tokio::task::spawn_blocking(move || apis.make_all()).await;
        for error in made.unwrap_or_default() {
            warn!(%error, "a game has no functions in a language");
        }
    }));
}

/// Waits for a signal, lets runs come to their end for a while, ends the rest and closes.
async fn end_on_signal(shared: Shared, mut signals: Signals, server: ServerHandle) {
    signals.next().await;
    let drain = Duration::from_secs(shared.config.server.drain_seconds);
    info!(
        ?drain,
        "told to end, draining; a second signal ends at once"
    );
    shared.supervisor.do_send(ServerEnds::Within(drain));
    tokio::select! {
        // Whoever only looks at a page is not waited for.
        () = none_left(&shared, drain, |it| it.runs + it.runs_waiting) => (),
        () = signals.next() => (),
    }
    shared.supervisor.do_send(ServerEnds::Now);
    let close = Duration::from_secs(CLOSE_SECONDS);
    none_left(&shared, close, |it| it.sessions).await;
    server.stop(true).await;
}

/// SIGTERM, SIGINT, and SIGHUP where `nohup` has not set that aside.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hangup: Option<Signal>,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        let hangup = (!is_hangup_ignored()).then(|| signal(SignalKind::hangup()));
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: hangup.transpose()?,
        })
    }

    async fn next(&mut self) {
        let hangup = async {
            match &mut self.hangup {
                Some(signal) => signal.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.terminate.recv() => (),
            _ = self.interrupt.recv() => (),
            _ = hangup => (),
        }
    }
}

/// Whoever started the server wants it to outlive the terminal.
fn is_hangup_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|it| it.strip_prefix("SigIgn:"));
    // A bit for each signal from the first; that of SIGHUP is 1.
    ignored
        .and_then(|it| u64::from_str_radix(it.trim(), 16).ok())
        .is_some_and(|it| it & 1 != 0)
}

/// Waits until nothing of this kind is left, at most so long.
async fn none_left(shared: &Shared, at_most: Duration, count: impl Fn(Census) -> usize) {
    let begin = Instant::now();
    while begin.elapsed() < at_most {
        match shared.supervisor.send(Count).await {
            Ok(census) if count(census) > 0 => tokio::time::sleep(LOOK_EVERY).await,
            Ok(_) | Err(_) => return,
        }
    }
}

/// Where to listen; names are resolved.
fn addresses(config: &Config) -> Result<Vec<SocketAddr>, Failure> {
    let mut addresses = Vec::new();
    for text in [&config.server.listen, &config.classic.listen] {
        if text.is_empty() {
            continue;
        }
        let resolved = text.to_socket_addrs().with_context(|| {
            format!("cannot listen at `{text}`; give an address and a port, such as 127.0.0.1:8080")
        });
        addresses.extend(resolved.map_err(Failure::config)?);
    }
    if addresses.is_empty() {
        return Err(Failure::config(anyhow::Error::msg(
            "there is nowhere to listen: give [server] listen an address, such as 127.0.0.1:8080",
        )));
    }
    Ok(addresses)
}

/// What the settings' own kinds do not say.
fn check(config: &Config) -> Result<(), Failure> {
    telemetry::filter(&config.log)?;
    let fault = |text: String| Err(Failure::config(anyhow::Error::msg(text)));
    if config.server.workers > MOST_WORKERS {
        return fault(format!(
            "[server] workers is at most {MOST_WORKERS}; 0 has one for each core"
        ));
    }
    let folder = &config.server.work_folder;
    if !folder.as_os_str().is_empty() && !folder.is_dir() {
        return fault(format!(
            "[server] work_folder is `{}`, which is no folder; make it, or leave it out",
            folder.display()
        ));
    }
    for (name, value) in [
        ("[native] message_bytes", config.native.message_bytes as u64),
        (
            "[native] messages_per_second",
            config.native.messages_per_second.into(),
        ),
        ("[run] memory_bytes", config.run.memory_bytes),
        ("[run] open_files", config.run.open_files),
    ] {
        if value == 0 {
            return fault(format!(
                "{name} is 0: nobody could play; leave it out for its default"
            ));
        }
    }
    Ok(())
}

/// Others may reach this server only where what they need holds, unless the operator insists.
fn admit_strangers(addresses: &[SocketAddr], isolation: &Isolated) -> Result<(), Failure> {
    let mut addresses = addresses.iter();
    let Some(address) = addresses.find(|it| !it.ip().to_canonical().is_loopback()) else {
        return Ok(());
    };
    let unfit = isolation.found.unfit_for_strangers();
    if unfit.is_empty() {
        return Ok(());
    }
    let titles: Vec<_> = unfit.iter().map(|it| it.title()).collect();
    let titles = titles.join(", ");
    if isolation.is_overridden {
        warn!(%address, not_held = titles, "others can reach this server, and programs are not isolated");
        return Ok(());
    }
    let mut remedies: Vec<_> = unfit.iter().map(|it| it.remedy()).collect();
    remedies.dedup();
    let remedies = remedies.join("; and ");
    Err(Failure::config(anyhow::Error::msg(format!(
        "refusing to listen at {address}: programs are not isolated on this machine (isolation \
         tier {}, not held: {titles}), so whoever reaches it can do harm as you; listen at \
         127.0.0.1; or {remedies}; or say --accept-that-programs-are-not-isolated; \
         `livecoding doctor` shows what was tried",
        isolation.found.tier
    ))))
}

/// Each client and each program takes descriptors: as many as the system lets us have.
fn raise_open_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        warn!(%error, "the limit of open files could not be raised");
    }
}
