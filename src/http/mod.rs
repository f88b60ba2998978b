//! Routes: the page, the health report, and `WebSocket`s on every path that is not ours.

mod addresses;
mod games;
mod page;
mod reference;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use actix::prelude::*;
use actix_web::http::{Method, StatusCode, header};
use actix_web::web::{self, Data, Payload};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder};
use serde_json::json;
use tracing::info;

use crate::actors::connection::classic::{ClassicConnection, Limits, Start, upgrade};
use crate::actors::connection::native::{self, Admission, NativeConnection};
use crate::actors::connection::{PeerSocket, Seat};
use crate::actors::session::{ClientSession, Shared};
use crate::actors::supervisor::Count;
use crate::config::Config;
use crate::language::Status;
use crate::protocol::native::{Close, Refused, SUBPROTOCOL, refused, same_secret};

/// What every worker of the web server shares.
#[derive(Clone, Debug)]
pub struct Site {
    /// The parts of a session.
    pub shared: Shared,
    /// How many clients are here.
    pub seats_taken: Arc<AtomicUsize>,
}

/// The address at which a client reached us.
#[derive(Clone, Copy, Debug)]
struct ReachedAt(SocketAddr);

/// Remembers what the actors need of a fresh socket.
pub fn on_connect(connection: &dyn std::any::Any, extensions: &mut actix_web::dev::Extensions) {
    let Some(stream) = connection.downcast_ref::<actix_web::rt::net::TcpStream>() else {
        return;
    };
    if let Some(socket) = PeerSocket::of(stream) {
        extensions.insert(socket);
    }
    if let Ok(address) = stream.local_addr() {
        extensions.insert(ReachedAt(address));
    }
}

/// The routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(reading("/frame", page::frame))
        .service(reading("/icon.svg", page::file))
        .service(reading("/assets/{path:.*}", page::file))
        .service(reading("/addresses", addresses::addresses))
        .service(reading("/health", health))
        .service(reading("/ws", native_socket))
        .service(reading("/games/{id}/reference", reference::page))
        .service(reading("/games/{id}/{path:.*}", games::file))
        .default_service(web::to(anything));
}

/// What is only read: by `GET`, and by `HEAD`, as monitors ask whether it is there.
fn reading<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args> + Clone,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path)
        .route(web::get().to(handler.clone()))
        .route(web::head().to(handler))
}

async fn anything(
    request: HttpRequest,
    payload: Payload,
    site: Data<Site>,
) -> Result<HttpResponse, actix_web::Error> {
    if request.headers().contains_key(header::UPGRADE) {
        return classic(&request, payload, &site);
    }
    // Clients of the original connect to any path, this one among them.
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if request.path() == "/" && is_read {
        return Ok(page::index(&request));
    }
    Ok(nothing_here())
}

fn nothing_here() -> HttpResponse {
    let text = "There is nothing here. The page is at /, the health report at /health.\n";
    plain(StatusCode::NOT_FOUND, text.to_owned())
}

async fn native_socket(
    request: HttpRequest,
    payload: Payload,
    site: Data<Site>,
) -> Result<HttpResponse, actix_web::Error> {
    let shared = site.shared.clone();
    if !request.headers().contains_key(header::UPGRADE) {
        let text = format!("This is a WebSocket; its subprotocol is {SUBPROTOCOL}.\n");
        return Ok(plain(StatusCode::UPGRADE_REQUIRED, text));
    }
    if let Some(fault) = native_fault(&request, &shared.config) {
        info!(fault, "client refused");
        return Ok(plain(StatusCode::FORBIDDEN, format!("{fault}\n")));
    }
    let seat = Seat::take(&site.seats_taken, shared.config.server.max_sessions);
    let admission = match seat {
        _ if !offers(&request, SUBPROTOCOL) => {
            let text = format!("offer the WebSocket subprotocol {SUBPROTOCOL}");
            Admission::Refuse(refused("version", text), Close::Version)
        }
        Some(seat) => Admission::Welcome(seat),
        None => {
            let refused = Refused {
                retryable: true,
                retry_after_ms: Some(5_000),
                ..refused(
                    "full",
                    "as many clients are here as may be; try again in a moment",
                )
            };
            Admission::Refuse(refused, Close::Rate)
        }
    };
    let socket = request.conn_data::<PeerSocket>().cloned();
    let connection = NativeConnection::new(shared, admission, socket);
    native::upgrade(connection, &request, payload)
}

fn plain(status: StatusCode, text: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .body(text)
}

fn offers(request: &HttpRequest, protocol: &str) -> bool {
    let offered = request.headers().get_all(header::SEC_WEBSOCKET_PROTOCOL);
    offered
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(','))
        .any(|it| it.trim() == protocol)
}

/// Why a client may not speak the native protocol; nothing when it may.
fn native_fault(request: &HttpRequest, config: &Config) -> Option<String> {
    let text = |name| {
        let value = request.headers().get(name);
        value.map(|it| it.to_str().unwrap_or_default().to_owned())
    };
    let on_loopback = is_on_loopback(request);
    let Some(origin) = text(header::ORIGIN) else {
        // No page: a robot, a game engine, a test.
        let is_known = on_loopback || has_token(request, &config.server.access_token);
        let text = "clients that are no pages need the access token of this server";
        return (!is_known).then(|| text.to_owned());
    };
    let host = text(header::HOST).unwrap_or_default();
    let is_own = origin
        .split_once("://")
        .is_some_and(|(_, it)| it.eq_ignore_ascii_case(&host));
    // On the loopback address any name can be made to lead here, so the name must be its own.
    let is_own = is_own && (!on_loopback || is_loopback_host(&host));
    let is_listed = is_listed(&origin, &config.native.allowed_origins);
    let text = "add it to [native] allowed_origins of the server";
    (!is_own && !is_listed).then(|| format!("pages of {origin} may not connect here; {text}"))
}

fn has_token(request: &HttpRequest, token: &str) -> bool {
    let header = request.headers().get(header::AUTHORIZATION);
    let bearer = header.and_then(|it| it.to_str().ok()?.strip_prefix("Bearer "));
    let mut query = request.query_string().split('&');
    let query = query.find_map(|it| it.strip_prefix("access_token="));
    let given = bearer.or(query);
    !token.is_empty() && given.is_some_and(|it| same_secret(it, token))
}

fn is_on_loopback(request: &HttpRequest) -> bool {
    let reached_at = request.conn_data::<ReachedAt>();
    reached_at.is_some_and(|it| it.0.ip().to_canonical().is_loopback())
}

fn is_listed(origin: &str, allowed: &[String]) -> bool {
    let mut allowed = allowed.iter();
    allowed.any(|it| it.trim_end_matches('/').eq_ignore_ascii_case(origin))
}

async fn health(site: Data<Site>) -> HttpResponse {
    let Ok(census) = site.shared.supervisor.send(Count).await else {
        let status =
            json!({ "status": "failed", "why": "the supervisor is gone; restart the server" });
        return HttpResponse::ServiceUnavailable().json(status);
    };
    let languages = site.shared.registry.iter().map(|language| {
        let (version, why) = match &language.status {
            Status::Embedded => (None, None),
            Status::Installed(found) => (Some(found.version.clone()), None),
            Status::Missing(missing) => (None, Some(missing.to_string())),
        };
        json!({
            "id": language.manifest.id, "title": language.manifest.title,
            "works": language.works(), "version": version, "why_not": why,
        })
    });
    let isolation = &site.shared.isolation;
    HttpResponse::Ok().json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "sessions": census.sessions,
        "runs": census.runs,
        "max_runs": census.max_runs,
        "runs_waiting": census.runs_waiting,
        "runs_started": census.runs_started,
        "isolated": isolation.found.unfit_for_strangers().is_empty(),
        "isolation": {
            "tier": isolation.found.tier,
            "not_held": isolation.found.broken().iter().map(|it| it.title()).collect::<Vec<_>>(),
            "overridden": isolation.is_overridden,
        },
        "languages": languages.collect::<Vec<_>>(),
    }))
}

fn classic(
    request: &HttpRequest,
    payload: Payload,
    site: &Site,
) -> Result<HttpResponse, actix_web::Error> {
    let shared = &site.shared;
    let run = shared.next_run();
    let config = &shared.config;
    let seat = Seat::take(&site.seats_taken, config.server.max_sessions);
    let start = match (
        origin_fault(request, &config.classic.allowed_origins),
        &seat,
    ) {
        (Some(fault), _) => Start::Refuse(fault),
        (None, None) => {
            let text = format!(
                "{} clients are here, as many as may be",
                config.server.max_sessions
            );
            Start::Refuse(format!("{text}; try again in a moment"))
        }
        (None, Some(_)) => {
            let shared = shared.clone();
            Start::Session(Box::new(move |link| {
                ClientSession::classic(run, shared, link).start()
            }))
        }
    };
    if let Start::Refuse(why) = &start {
        info!(%run, why, "client refused");
    }
    let limits = Limits {
        message_bytes: config.run.source_bytes.max(config.run.answer_bytes),
        close_grace: Duration::from_millis(config.classic.close_grace_ms),
    };
    let socket = request.conn_data::<PeerSocket>().cloned();
    upgrade(
        ClassicConnection::new(run, start, limits, socket, seat),
        request,
        payload,
    )
}

/// Why a page of this origin may not connect; nothing when it may.
fn origin_fault(request: &HttpRequest, allowed: &[String]) -> Option<String> {
    let headers = request.headers();
    let text = |name| {
        headers
            .get(name)
            .map(|it| it.to_str().unwrap_or_default().to_owned())
    };
    let origin = text(header::ORIGIN)?;
    let on_loopback = is_on_loopback(request);
    let host = text(header::HOST).unwrap_or_default();
    if accepts_origin(&origin, &host, on_loopback, allowed) {
        return None;
    }
    let text = "add it to [classic] allowed_origins of the server";
    Some(format!("pages of {origin} may not connect here; {text}"))
}

fn accepts_origin(origin: &str, host: &str, on_loopback: bool, allowed: &[String]) -> bool {
    let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
    // On the loopback address a page's own host proves nothing: any name can be made to lead here.
    is_listed(origin, allowed)
        || if on_loopback {
            is_loopback_host(origin_host)
        } else {
            !origin_host.is_empty() && origin_host.eq_ignore_ascii_case(host)
        }
}

fn is_loopback_host(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((address, _)) => address,
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let address: Option<std::net::IpAddr> = name.parse().ok();
    name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
        || address.is_some_and(|it| it.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_this_machine_and_listed_ones_may_connect() {
        let allowed = ["https://school.example".to_owned()];
        let accepts = |origin, on_loopback| {
            accepts_origin(origin, "game.example:8080", on_loopback, &allowed)
        };
        for origin in [
            "http://localhost:3000",
            "http://127.0.0.1",
            "http://[::1]:80",
            "http://a.localhost",
        ] {
            assert!(accepts(origin, true), "{origin}");
            assert!(!accepts(origin, false), "{origin}");
        }
        let listed = "https://school.example";
        assert!(accepts(listed, true) && accepts(listed, false));
        let same = "http://game.example:8080";
        assert!(accepts(same, false));
        assert!(!accepts(same, true), "a name that was made to lead here");
        for origin in [
            "null",
            "http://evil.example",
            "http://localhost.evil.example",
            "",
        ] {
            assert!(!accepts(origin, true), "{origin}");
        }
    }
}
