//! What every program sees of the system: its libraries, a few devices, nothing of its owner's.

use std::path::{Path, PathBuf};

/// Where commands and libraries are, as folders or as links into `/usr`.
pub(super) const SYSTEM: [&str; 7] = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
];

/// What the dynamic loader, the clock, Debian's alternatives and `OpenSSL` need.
pub(super) const SETTINGS: [&str; 4] = [
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/alternatives",
    "/etc/ssl/openssl.cnf",
];

/// Where a program may write what nobody reads.
pub(super) const SINK: &str = "/dev/null";

/// Devices that are no way out. They are read only: `/dev/zero` written to, shared, is memory that
/// no limit counts.
pub(super) const DEVICES: [&str; 5] = [
    SINK,
    "/dev/zero",
    "/dev/full",
    "/dev/random",
    "/dev/urandom",
];

/// The dynamic loaders, which the kernel executes on behalf of programs.
pub(super) fn loaders() -> Vec<PathBuf> {
    let known = [
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-musl-x86_64.so.1",
        "/lib/ld-musl-aarch64.so.1",
    ];
    let known = known.into_iter().map(Path::new);
    known.filter(|it| it.exists()).map(Path::to_owned).collect()
}
