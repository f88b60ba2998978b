//! The files of games, for the frames in which they run.

use std::path::PathBuf;

use actix_files::NamedFile;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::{Site, nothing_here, page};
use crate::game::{Found, KIT, of_kit};

/// Files of a package that are not for learners.
const KEPT_BACK: [&str; 1] = ["solutions"];

/// A file of a game may be read by every page, and never acts as one of this server's own: who
/// opens it sees it without scripts, forms and an origin.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::CONTENT_SECURITY_POLICY,
        "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'",
    ),
    (header::CACHE_CONTROL, "no-cache"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"),
];

/// A file of a game.
pub(super) async fn file(
    request: HttpRequest,
    asked: Path<(String, String)>,
    site: Data<Site>,
) -> HttpResponse {
    let (id, path) = asked.into_inner();
    let games = site.shared.apis.games();
    let found = match games.get(&id) {
        _ if !is_for_learners(&path) => None,
        _ if id == KIT => of_kit(&path),
        game => game.and_then(|it| it.find(&path)),
    };
    let response = match found {
        None => None,
        Some(Found::BuiltIn { bytes, sha256 }) => Some(built_in(&request, &path, bytes, &sha256)),
        Some(Found::InFolder(path)) => in_folder(&request, path).await,
    };
    // Whoever may read a file may also read that there is none.
    let mut response = response.unwrap_or_else(nothing_here);
    put_headers(response.headers_mut());
    response
}

/// Whether a path leads to something that is meant to be read.
fn is_for_learners(path: &str) -> bool {
    let mut steps = path.split('/');
    let is_hidden = steps.clone().any(|it| it.is_empty() || it.starts_with('.'));
    !is_hidden && steps.next().is_some_and(|it| !KEPT_BACK.contains(&it))
}

fn built_in(request: &HttpRequest, path: &str, bytes: Vec<u8>, sha256: &[u8; 32]) -> HttpResponse {
    let tag = page::tag(sha256);
    if page::is_known(request, &tag) {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, tag))
            .finish();
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    HttpResponse::Ok()
        .content_type(with_charset(kind.as_ref()))
        .insert_header((header::ETAG, tag))
        .body(bytes)
}

async fn in_folder(request: &HttpRequest, path: PathBuf) -> Option<HttpResponse> {
    let kind = mime_guess::from_path(&path).first_or_octet_stream();
    let kind = with_charset(kind.as_ref()).parse().ok()?;
    let file = web::block(|| NamedFile::open(path)).await.ok()?.ok()?;
    let file = file.disable_content_disposition().set_content_type(kind);
    Some(file.into_response(request))
}

fn with_charset(kind: &str) -> String {
    let is_text =
        kind.starts_with("text/") || kind.ends_with("javascript") || kind.ends_with("json");
    if is_text {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}

fn put_headers(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_or_a_solution_is_not_for_learners() {
        for path in ["manifest.json", "assets/robot.svg", "levels/solutions.json"] {
            assert!(is_for_learners(path), "{path}");
        }
        for path in [
            "",
            ".git/config",
            "a/../b",
            "a//b",
            "/etc/passwd",
            "solutions/ruby/1.rb",
            "a/.env",
        ] {
            assert!(!is_for_learners(path), "{path}");
        }
    }
}
