//! The page on which a learner looks a game's functions up.

use std::sync::LazyLock;

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use minijinja::{Environment, context};
use serde::{Deserialize, Serialize};
use tracing::error;

use super::{Site, plain};
use crate::bindings::{Reference, Words};
use crate::game::Game;
use crate::language::ApiError;

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    // That it is a template is seen by a test.
    let added = pages.add_template("reference.html", include_str!("reference.html"));
    if let Err(error) = added {
        error!(%error, "the reference page is no template");
    }
    pages
});

/// Nothing on it moves, and nothing is loaded.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'";

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    language: String,
    lang: String,
}

/// A language to choose.
#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    title: String,
    works: bool,
}

/// The reference of a game in a language.
pub(super) async fn page(
    request: HttpRequest,
    id: Path<String>,
    asked: Query<Asked>,
    site: Data<Site>,
) -> HttpResponse {
    let apis = &site.shared.apis;
    let games = apis.games();
    let Some(game) = games.get(&id) else {
        return plain(
            StatusCode::NOT_FOUND,
            "There is no such game here.\n".to_owned(),
        );
    };
    let choices = choices(&site, game);
    let chosen = match asked.language.as_str() {
        "" => choices.iter().find(|it| it.works).or(choices.first()),
        id => choices.iter().find(|it| it.id == id),
    };
    let Some(chosen) = chosen else {
        let text = "The game has no functions in this language.\n".to_owned();
        return plain(StatusCode::NOT_FOUND, text);
    };
    let lang = people(&asked, &request);
    let words = Words::of(&lang);
    let made = match apis.of_game(&game.id, &chosen.id) {
        Ok(made) => made,
        Err(error @ (ApiError::NoGame(_) | ApiError::NoLanguage(_) | ApiError::None { .. })) => {
            return plain(StatusCode::NOT_FOUND, format!("{error}\n"));
        }
        Err(error @ (ApiError::Template { .. } | ApiError::Manifest(_))) => {
            return plain(StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n"));
        }
    };
    let told = context! {
        game => &game.id,
        reference => minijinja::Value::from(minijinja::value::Serde(Reference::new(game, &made, &words, &lang))),
        words => minijinja::Value::from(minijinja::value::Serde(words)),
        choices => minijinja::Value::from(minijinja::value::Serde(&choices)),
        chosen => &chosen.id,
        langs => ["en", "fr", "de", "it"],
    };
    let page = PAGES.get_template("reference.html");
    match page.and_then(|it| it.render(told)) {
        Ok(page) => HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((header::VARY, "Accept-Language"))
            .body(page),
        Err(error) => {
            error!(%error, "the reference page cannot be made");
            let text = "The page cannot be made; the server's log says why.\n".to_owned();
            plain(StatusCode::INTERNAL_SERVER_ERROR, text)
        }
    }
}

/// The language that people read: what the address says, else what the browser prefers.
fn people(asked: &Asked, request: &HttpRequest) -> String {
    if !asked.lang.is_empty() {
        return asked.lang.clone();
    }
    let header = request.headers().get(header::ACCEPT_LANGUAGE);
    let preferred = header.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let mut preferred = preferred.split(',').filter_map(|it| it.split(';').next());
    let known = preferred.find(|it| Words::has(it.trim()));
    known.unwrap_or_default().trim().to_owned()
}

fn choices(site: &Site, game: &Game) -> Vec<Choice> {
    let ids = site.shared.apis.languages_of(game);
    let all = site.shared.registry.iter();
    let mut choices: Vec<_> = all
        .filter(|it| ids.contains(&it.manifest.id))
        .map(|it| Choice {
            id: it.manifest.id.clone(),
            title: it.manifest.title.clone(),
            works: it.works(),
        })
        .collect();
    choices.sort_by_key(|it| !it.works);
    choices
}
