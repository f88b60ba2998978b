//! The namespaces of a program.
#![expect(
    unsafe_code,
    reason = "what a namespace does to this process cannot be told by a type"
)]

use std::fs;

use rustix::process::{getgid, getuid};
use rustix::thread::UnshareFlags;

use super::super::tier::Namespaces;
use super::Fault;

/// Who the program is inside a user namespace: nobody in particular.
const INNER_ID: u32 = 1000;

/// Makes the namespaces in which the next child is the first process; this one stays outside.
pub(super) fn make(kind: Namespaces) -> Result<(), Fault> {
    if kind == Namespaces::User {
        let (uid, gid) = (getuid().as_raw(), getgid().as_raw());
        unshare(UnshareFlags::NEWUSER, "make a user namespace")?;
        map("setgroups", "deny".to_owned())?;
        map("uid_map", format!("{INNER_ID} {uid} 1"))?;
        map("gid_map", format!("{INNER_ID} {gid} 1"))?;
    }
    unshare(UnshareFlags::NEWPID, "make namespaces")
}

/// Leaves all that the first process shares with the one that stays outside.
pub(super) fn enter() -> Result<(), Fault> {
    let flags =
        UnshareFlags::NEWNS | UnshareFlags::NEWIPC | UnshareFlags::NEWUTS | UnshareFlags::NEWCGROUP;
    unshare(flags, "make namespaces")
}

/// Sees the control groups that it is in as the whole tree, from which none can be limited.
pub(super) fn leave_groups() -> Result<(), Fault> {
    unshare(UnshareFlags::NEWCGROUP, "make namespaces")
}

/// Has a network of its own, without anything in it. Sockets are refused to programs anyway: only
/// one that sees its processes sees the network of their namespace there. Others do without, for
/// it takes long to be made and to be removed.
pub(super) fn leave_network() -> Result<(), Fault> {
    unshare(UnshareFlags::NEWNET, "make an empty network")
}

fn unshare(flags: UnshareFlags, doing: &'static str) -> Result<(), Fault> {
    // SAFETY: this process has one thread and no state that depends on its namespaces.
    unsafe { rustix::thread::unshare_unsafe(flags) }.map_err(Fault::at(doing))
}

fn map(file: &str, text: String) -> Result<(), Fault> {
    fs::write(format!("/proc/self/{file}"), text).map_err(Fault::at("map its users"))
}
