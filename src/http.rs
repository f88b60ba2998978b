//! Routes: the page, the health report, and `WebSocket`s on every path that is not ours.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use actix::prelude::*;
use actix_web::http::header;
use actix_web::web::{self, Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use tracing::info;

use crate::actors::connection::PeerSocket;
use crate::actors::connection::classic::{ClassicConnection, Limits, Seat, Start, upgrade};
use crate::actors::session::{ClientSession, Shared};
use crate::actors::supervisor::Count;
use crate::language::Status;

/// What the page says until there is one.
const PAGE: &str = include_str!("http/page.html");

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
        .route("/health", web::get().to(health))
        .route("/ws", web::get().to(native))
        .default_service(web::to(anything));
}

async fn anything(
    request: HttpRequest,
    payload: Payload,
    site: Data<Site>,
) -> Result<HttpResponse, actix_web::Error> {
    if request.headers().contains_key(header::UPGRADE) {
        return classic(&request, payload, &site);
    }
    if request.path() == "/" {
        let page = PAGE.replace("{version}", env!("CARGO_PKG_VERSION"));
        return Ok(HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(page));
    }
    let text = "There is nothing here. The page is at /, the health report at /health.\n";
    Ok(HttpResponse::NotFound()
        .content_type("text/plain; charset=utf-8")
        .body(text))
}

async fn native() -> HttpResponse {
    let text = "The native protocol is not served yet. Old clients connect to /.\n";
    HttpResponse::NotImplemented()
        .content_type("text/plain; charset=utf-8")
        .body(text)
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
    HttpResponse::Ok().json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "sessions": census.sessions,
        "runs": census.runs,
        "runs_started": census.runs_started,
        "isolated": false,
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
                ClientSession::new(run, shared, link).start()
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
    let reached_at = request.conn_data::<ReachedAt>();
    let on_loopback = reached_at.is_some_and(|it| it.0.ip().to_canonical().is_loopback());
    let host = text(header::HOST).unwrap_or_default();
    if accepts_origin(&origin, &host, on_loopback, allowed) {
        return None;
    }
    let text = "add it to [classic] allowed_origins of the server";
    Some(format!("pages of {origin} may not connect here; {text}"))
}

fn accepts_origin(origin: &str, host: &str, on_loopback: bool, allowed: &[String]) -> bool {
    let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
    allowed
        .iter()
        .any(|it| it.trim_end_matches('/').eq_ignore_ascii_case(origin))
        || (!origin_host.is_empty() && origin_host.eq_ignore_ascii_case(host))
        || (on_loopback && is_loopback_host(origin_host))
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
        for origin in ["https://school.example", "http://game.example:8080"] {
            assert!(accepts(origin, true) && accepts(origin, false), "{origin}");
        }
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
