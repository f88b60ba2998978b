//! The page and its stage's frame, from the binary.

use std::fmt::Write as _;
use std::io::Read;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use flate2::read::GzDecoder;
use tracing::error;

use super::nothing_here;

/// The page as it was built: names, in their order, and each file compressed.
const PAGE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// What takes its place where it could not be built.
const PLAIN: &str = include_str!("plain.html");

/// What the page's own text has where its nonce belongs.
const NONCE: &str = "@nonce@";
const NONCE_BYTES: usize = 16;

/// What a game may do in its frame: load what it likes from where it is, and reach nothing of the
/// page. `sandbox` holds also for who opens the frame without the page.
const FRAME_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'unsafe-inline' 'unsafe-eval' http: https: blob: data:; \
    style-src 'unsafe-inline' http: https:; img-src http: https: data: blob:; \
    media-src http: https: data: blob:; font-src http: https: data:; \
    connect-src http: https: data: blob:; worker-src blob: data:; \
    frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-scripts";

/// The page.
pub(super) fn index(request: &HttpRequest) -> HttpResponse {
    let text = match found("index.html").map(unpacked) {
        None => PLAIN.to_owned(),
        Some(text) => String::from_utf8(text).unwrap_or_default(),
    };
    let Some(nonce) = nonce() else {
        let text = "The system gives no random numbers; the server's log says why.\n";
        return HttpResponse::InternalServerError().body(text);
    };
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            policy(&nonce, own_host(request)),
        ))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header(("Cross-Origin-Opener-Policy", "same-origin"))
        .body(text.replace(NONCE, &nonce))
}

/// The frame in which games run.
pub(super) async fn frame(request: HttpRequest) -> HttpResponse {
    let Some(file) = found("frame.html") else {
        return nothing_here();
    };
    let mut response = packed(&request, file, "text/html; charset=utf-8");
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(FRAME_POLICY),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A file that the page, or its frame, is made of.
pub(super) async fn file(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    let Some(file) = found(path) else {
        return nothing_here();
    };
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let mut response = packed(&request, file, kind.as_ref());
    let headers = response.headers_mut();
    // The name of what is below `assets` says what is in it.
    let lasts = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasts));
    // The frame has no origin, and its scripts are among these.
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}

fn found(name: &str) -> Option<&'static [u8]> {
    let at = PAGE.binary_search_by_key(&name, |it| it.0).ok()?;
    PAGE.get(at).map(|it| it.1)
}

fn packed(request: &HttpRequest, file: &'static [u8], kind: &str) -> HttpResponse {
    // Its end has a checksum and the length of what is in it.
    let tag = tag(file.get(file.len().saturating_sub(8)..).unwrap_or_default());
    if is_known(request, &tag) {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, tag))
            .finish();
    }
    let mut response = HttpResponse::Ok();
    response
        .content_type(kind)
        .insert_header((header::ETAG, tag))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    if takes_gzip(request) {
        response
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(file)
    } else {
        response.body(unpacked(file))
    }
}

/// Whether the browser reads what is compressed.
pub(super) fn takes_gzip(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING);
    let accepted = accepted.and_then(|it| it.to_str().ok());
    accepted.is_some_and(|it| it.contains("gzip"))
}

/// The mark of a file's contents, by their hash.
pub(super) fn tag(hash: &[u8]) -> String {
    let mut tag = String::from("\"");
    for byte in hash.iter().take(16) {
        let _ = write!(tag, "{byte:02x}"); // A String takes everything.
    }
    tag.push('"');
    tag
}

/// Whether the browser has exactly this already.
pub(super) fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let known = request.headers().get(header::IF_NONE_MATCH);
    known.is_some_and(|it| it.to_str().is_ok_and(|it| it.contains(tag)))
}

fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(error) = GzDecoder::new(file).read_to_end(&mut bytes) {
        error!(%error, "a file of the page is damaged");
    }
    bytes
}

fn nonce() -> Option<String> {
    let mut bytes = [0; NONCE_BYTES];
    if let Err(error) = getrandom::fill(&mut bytes) {
        error!(%error, "no random numbers");
        return None;
    }
    let mut nonce = String::new();
    for byte in bytes {
        let _ = write!(nonce, "{byte:02x}"); // A String takes everything.
    }
    Some(nonce)
}

/// Everything that the page needs is a file of this server.
fn policy(nonce: &str, host: &str) -> String {
    let sockets = if host.is_empty() {
        String::new()
    } else {
        // Some browsers do not take a WebSocket of the page's own host for its own.
        format!(" ws://{host} wss://{host}")
    };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{sockets}; frame-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}

/// The host of this request, where it is one that a policy can name.
fn own_host(request: &HttpRequest) -> &str {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    if host.chars().all(fits) { host } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_policy_names_only_hosts() {
        let host = |host: &'static str| {
            let request = TestRequest::default().insert_header((header::HOST, host));
            own_host(&request.to_http_request()).to_owned()
        };
        assert_eq!(host("school.example:8080"), "school.example:8080");
        assert_eq!(host("[::1]:8080"), "[::1]:8080");
        assert_eq!(host("a; script-src *"), "");
        assert!(policy("n", "a:1").contains("connect-src 'self' ws://a:1 wss://a:1;"));
        assert!(policy("n", "").contains("connect-src 'self';"));
    }

    #[test]
    fn a_nonce_is_fresh_each_time() {
        let nonce = nonce().unwrap();
        assert_eq!(nonce.len(), 2 * NONCE_BYTES);
        assert_ne!(nonce, super::nonce().unwrap());
    }
}
