//! The files of games, for the frames in which they run.

use std::collections::HashMap;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

use actix_files::NamedFile;
use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Site, nothing_here, page};
use crate::game::{Found, KIT, of_kit};

/// Files of a package that are not for learners.
const KEPT_BACK: [&str; 1] = ["solutions"];

/// Longest text of a folder that is compressed each time it is asked for, in bytes.
const PACKED_BYTES: u64 = 1024 * 1024;

/// The texts in the binary, compressed, by their hashes: so many as are in it.
static PACKED: LazyLock<Mutex<HashMap<[u8; 32], Bytes>>> = LazyLock::new(Mutex::default);

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
        Some(Found::BuiltIn { bytes, sha256 }) => built_in(&request, &path, bytes, &sha256).await,
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

async fn built_in(
    request: &HttpRequest,
    path: &str,
    bytes: Vec<u8>,
    sha256: &[u8; 32],
) -> Option<HttpResponse> {
    let tag = page::tag(sha256);
    if page::is_known(request, &tag) {
        let mut response = HttpResponse::NotModified();
        return Some(response.insert_header((header::ETAG, tag)).finish());
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let mut response = HttpResponse::Ok();
    response
        .content_type(with_charset(kind.as_ref()))
        .insert_header((header::ETAG, tag));
    if !is_text(kind.as_ref()) {
        return Some(response.body(bytes));
    }
    response.insert_header((header::VARY, "Accept-Encoding"));
    if !page::takes_gzip(request) {
        return Some(response.body(bytes));
    }
    response.insert_header((header::CONTENT_ENCODING, "gzip"));
    // Whoever panicked has left it whole.
    let kept = || PACKED.lock().unwrap_or_else(PoisonError::into_inner);
    let known = kept().get(sha256).cloned();
    if let Some(packed) = known {
        return Some(response.body(packed));
    }
    let packed: Bytes = web::block(move || packed(&bytes)).await.ok()?.ok()?.into();
    kept().insert(*sha256, packed.clone());
    Some(response.body(packed))
}

async fn in_folder(request: &HttpRequest, path: PathBuf) -> Option<HttpResponse> {
    let kind = mime_guess::from_path(&path).first_or_octet_stream();
    let is_text = is_text(kind.as_ref());
    let kind = with_charset(kind.as_ref()).parse().ok()?;
    let file = web::block(|| NamedFile::open(path)).await.ok()?.ok()?;
    let file = file.disable_content_disposition().set_content_type(kind);
    let bytes = file.metadata().len();
    let is_packed = is_text && bytes <= PACKED_BYTES && page::takes_gzip(request);
    let copy = is_packed
        .then(|| file.file().try_clone())
        .transpose()
        .ok()?;
    let mut response = file.into_response(request);
    if is_text {
        let encoding = HeaderValue::from_static("Accept-Encoding");
        response.headers_mut().insert(header::VARY, encoding);
    }
    // What is known already, or asked for in part, stays as it is.
    let Some(copy) = copy.filter(|_| response.status() == StatusCode::OK) else {
        return Some(response);
    };
    let packed = web::block(move || {
        let mut text = Vec::new();
        copy.take(PACKED_BYTES).read_to_end(&mut text)?;
        packed(&text)
    });
    let packed = packed.await.ok()?.ok()?;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::ACCEPT_RANGES);
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Some(response.set_body(BoxBody::new(packed)))
}

fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn is_text(kind: &str) -> bool {
    let is_svg = kind == "image/svg+xml";
    is_svg || kind.starts_with("text/") || kind.ends_with("javascript") || kind.ends_with("json")
}

fn with_charset(kind: &str) -> String {
    if is_text(kind) {
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
