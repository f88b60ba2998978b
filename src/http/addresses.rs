//! The addresses at which others in the same network reach this server.

use std::net::{IpAddr, SocketAddr};

use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use tracing::warn;

use super::ReachedAt;
use crate::config::Config;

/// Most addresses that are told.
const ADDRESSES: usize = 16;

/// What a page puts into a QR code: `localhost` leads a phone to itself.
pub(super) async fn addresses(
    request: HttpRequest,
    site: actix_web::web::Data<super::Site>,
) -> HttpResponse {
    let port = request.conn_data::<ReachedAt>().map(|it| it.0.port());
    let urls = urls(&site.shared.config, port.unwrap_or_default(), of_machine);
    HttpResponse::Ok().json(json!({ "urls": urls }))
}

fn urls(config: &Config, port: u16, of_machine: impl Fn() -> Vec<IpAddr>) -> Vec<String> {
    let listen = &config.server.listen;
    let listened: Option<SocketAddr> = listen.parse().ok();
    let is_local_name = super::is_loopback_host(listen);
    let addresses = match listened.map(|it| it.ip().to_canonical()) {
        None if is_local_name => Vec::new(),
        Some(ip) if ip.is_loopback() => Vec::new(),
        Some(ip) if !ip.is_unspecified() => vec![ip],
        // Every address of this machine, of one kind or of both; or those of a name.
        Some(IpAddr::V4(_)) => of_machine().into_iter().filter(IpAddr::is_ipv4).collect(),
        Some(IpAddr::V6(_)) | None => of_machine(),
    };
    let mut addresses: Vec<_> = addresses.into_iter().filter(leads_here).collect();
    // What people can read and type comes first.
    addresses.sort_by_key(|it| (it.is_ipv6(), *it));
    addresses.truncate(ADDRESSES);
    let urls = addresses.into_iter().map(|it| SocketAddr::new(it, port));
    urls.map(|it| format!("http://{it}/")).collect()
}

/// Whether others reach this machine by it; link-local ones need a scope that no URL has.
fn leads_here(address: &IpAddr) -> bool {
    let is_link_local = match address {
        IpAddr::V4(it) => it.is_link_local(),
        IpAddr::V6(it) => it.is_unicast_link_local(),
    };
    !address.is_loopback() && !is_link_local
}

fn of_machine() -> Vec<IpAddr> {
    match if_addrs::get_if_addrs() {
        Ok(found) => found.into_iter().map(|it| it.ip()).collect(),
        Err(error) => {
            warn!(%error, "the addresses of this machine cannot be read");
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_others_reach_are_told() {
        let told = |listen: &str| {
            let mut config = Config::default();
            config.server.listen = listen.to_owned();
            let found = [
                "::1",
                "2001:db8::7",
                "fe80::1",
                "127.0.0.1",
                "169.254.1.1",
                "192.168.1.7",
            ];
            urls(&config, 8080, || {
                found.iter().filter_map(|it| it.parse().ok()).collect()
            })
        };
        let all = ["http://192.168.1.7:8080/", "http://[2001:db8::7]:8080/"];
        assert_eq!(told("0.0.0.0:8080"), all[..1]);
        assert!(told("localhost:8080").is_empty());
        assert_eq!(told("[::]:8080"), all);
        assert_eq!(told("10.0.0.9:8080"), ["http://10.0.0.9:8080/"]);
        assert!(told("127.0.0.1:8080").is_empty());
        assert!(told("[::ffff:127.0.0.1]:8080").is_empty());
    }
}
