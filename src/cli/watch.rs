//! Looks after the folder of games while the server runs: what is changed is read again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tracing::{info, warn};

use crate::actors::session::{GameNews, Shared};
use crate::game::{Game, Sight};

/// How often the folder is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Longest problem that is told, in bytes: it goes to every client.
const PROBLEM_BYTES: usize = 2_000;

/// Watches `folder`, which was `seen` so when its games were read, as long as the server runs.
pub(super) fn start(shared: &Shared, folder: PathBuf, seen: Sight) {
    let shared = shared.clone();
    // It goes with the server, and nobody waits for it.
    drop(actix::spawn(watch(shared, folder, seen)));
}

async fn watch(shared: Shared, folder: PathBuf, mut known: Sight) {
    let mut last = known.clone();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let looked = folder.clone();
        // A folder on a network may take its time.
        let Ok(now) = tokio::task::spawn_blocking(move || Sight::of(&looked)).await else {
            continue;
        };
        // A file that is being written is looked at when that is done.
        if now == last && now != known {
            for name in now.changes_since(&known) {
                read_again(&shared, &folder, name).await;
            }
            known = now.clone();
        }
        last = now;
    }
}

/// Reads a game again: another one takes its place, one that is not valid does not.
async fn read_again(shared: &Shared, folder: &Path, name: String) {
    let path = folder.join(&name);
    let is_game = path.join("manifest.json").is_file();
    if !is_game && shared.apis.games().get(&name).is_none() {
        return;
    }
    let here = shared.clone();
    let id = name.clone();
    let read = tokio::task::spawn_blocking(move || -> Result<(), String> {
        let game =
            Game::in_folder(&path).map_err(|error| format!("{:#}", anyhow::Error::from(error)))?;
        here.replace_game(game);
        let apis = Arc::clone(&here.apis);
        let languages = here.registry.iter().filter(|it| it.works());
        for language in languages {
            // Whoever asks for it is told why there is none.
            let _ = apis.of_game(&id, &language.manifest.id);
        }
        Ok(())
    });
    let problem = match read.await {
        Ok(Ok(())) => None,
        Ok(Err(problem)) => Some(problem),
        Err(error) => Some(error.to_string()),
    };
    match &problem {
        None => info!(game = name, "game changed"),
        Some(problem) => warn!(game = name, problem, "game broken; it stays as it was"),
    }
    let problem = problem.map(|mut it| {
        it.truncate(it.floor_char_boundary(PROBLEM_BYTES));
        it
    });
    let news = GameNews {
        game: name,
        problem,
    };
    shared.supervisor.do_send(news);
}
