//! The keeper: starts one program, watches it, and ends all that it leaves behind.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::{Pid, Resource, Signal, WaitId, WaitIdOptions};
use rustix::thread::CapabilitySet;

use super::super::orphans::children;
use super::super::report::{Control, Prepare, Report, Spec, Usage};
use super::confine::{Surroundings, confine, keep_capabilities, set_limit};
use super::descriptors::{Channels, receive};
use super::exec::{self, Executable};
use super::reaping::{child_signal, drain, reap_any, wait_any, wait_for};
use super::root::{self, Root};
use super::{Fault, NICE, namespaces, say};
use crate::messages::Exit;

/// Smaller than any core dump, and the one limit with which the system also hands none to a
/// program that collects them.
const CORE_BYTES: u64 = 1;
/// How long a killed process may take before it is looked for again.
const KILL_ROUND: Duration = Duration::from_millis(5);

/// Keeps one program.
#[derive(Debug)]
pub(super) struct Keeper<'a> {
    prepare: &'a Prepare,
    /// A root of its own for the program, where it gets one.
    root: Option<Root>,
    /// This binary, which may be the program's interpreter.
    own_binary: OwnedFd,
    child_ended: OwnedFd,
}

impl<'a> Keeper<'a> {
    pub(super) fn new(prepare: &'a Prepare, root: Option<Root>) -> Result<Self, Fault> {
        let own_binary = rustix::fs::open(
            "/proc/self/exe",
            OFlags::PATH | OFlags::CLOEXEC,
            Mode::empty(),
        );
        Ok(Self {
            prepare,
            root,
            own_binary: own_binary.map_err(Fault::at("open this binary"))?,
            child_ended: child_signal().map_err(Fault::at("hear of its end"))?,
        })
    }

    /// Waits for the program's description, starts it, and stays until it has ended.
    pub(super) fn keep(mut self, control: &mut UnixStream) -> Result<(), Fault> {
        let received = receive(control).map_err(Fault::at("read what to start"))?;
        let Some((spec, channels)) = received else {
            return Ok(());
        };
        let has_own_root = self.root.is_some();
        let late = late_files(&spec).map_err(Fault::at("find its files"))?;
        let work = self.make_ready(&spec)?;
        let leader = self.start(&spec, &channels, has_own_root)?;
        // They would otherwise never come to their end.
        drop(channels);
        if has_own_root {
            keep_capabilities(rights(self.prepare.uid, late.is_some()))?;
        }
        let pid = (!has_own_root).then(|| leader.as_raw_nonzero().get().unsigned_abs());
        // The server may be gone, which the next look at the socket tells.
        let _ = say(control, &Report::Started { pid });
        let mut watched = Watched {
            leader,
            child_ended: &self.child_ended,
            work,
            late,
            uid: self.prepare.uid,
        };
        watched
            .watch(control)
            .map_err(Fault::at("watch the program"))
    }

    /// Limits, files and root of this program; gives its work folder, where it has one.
    fn make_ready(&mut self, spec: &Spec) -> Result<Option<File>, Fault> {
        set_limit(Resource::Core, CORE_BYTES)?;
        let Some(needs) = &spec.confinement else {
            return Self::adopt_orphans().map(|()| None);
        };
        let groups = &self.prepare.groups;
        groups
            .limit(&needs.limits)
            .map_err(Fault::at("limit its control group"))?;
        if let Some(root) = self.root.take() {
            namespaces::leave_groups()?;
            if needs.needs_proc {
                namespaces::leave_network()?;
            }
            return root.finish(needs, self.prepare.uid).map(Some);
        }
        if let (Some(uid), Some(files)) = (self.prepare.uid, &needs.files) {
            root::own(files, uid).map_err(Fault::at("hand its files over"))?;
        }
        Self::adopt_orphans().map(|()| None)
    }

    /// Orphans of the program come to this process, which ends and reaps them.
    fn adopt_orphans() -> Result<(), Fault> {
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))
            .map_err(Fault::at("adopt its orphans"))
    }

    fn start(&self, spec: &Spec, channels: &Channels, has_own_root: bool) -> Result<Pid, Fault> {
        let own = self
            .own_binary
            .try_clone()
            .map_err(Fault::at("open this binary"))?;
        let executable = Executable::new(spec, own)
            .map_err(io::Error::other)
            .map_err(Fault::at("read what to start"))?;
        let keeper = rustix::process::getpid();
        let around = Surroundings {
            has_own_root,
            user_is_its_own: has_own_root || self.prepare.uid.is_some(),
            uid: self.prepare.uid,
        };
        let has_fair_share = self.prepare.groups.share_processors();
        exec::start(|| {
            let ready = Self::become_program(spec, channels, &executable, around, has_fair_share)
                .and_then(|()| follow(keeper));
            match ready {
                Ok(()) => {
                    let doing = format!("start `{}`", spec.interpreter.display());
                    Fault::at(doing)(executable.become_it())
                }
                Err(fault) => fault,
            }
        })
    }

    fn become_program(
        spec: &Spec,
        channels: &Channels,
        executable: &Executable,
        around: Surroundings,
        has_fair_share: bool,
    ) -> Result<(), Fault> {
        channels.place().map_err(Fault::at("place its channels"))?;
        rustix::process::setpgid(None, None).map_err(Fault::at("make its group"))?;
        std::env::set_current_dir(&spec.folder).map_err(Fault::at("enter its folder"))?;
        set_limit(Resource::Nofile, spec.open_files)?;
        if !has_fair_share {
            let nice = NICE.parse().unwrap_or(0);
            let _ = rustix::process::setpriority_process(None, nice);
        }
        exec::reset_signals();
        match &spec.confinement {
            Some(needs) => confine(spec, needs, executable, around),
            None => {
                rustix::thread::set_no_new_privs(true).map_err(Fault::at("renounce new rights"))
            }
        }
    }
}

/// What it still does: it signals its program, a user's own, and gives it files that come late.
fn rights(uid: Option<u32>, has_late_files: bool) -> CapabilitySet {
    match uid {
        None => CapabilitySet::empty(),
        Some(_) if has_late_files => {
            CapabilitySet::KILL | CapabilitySet::CHOWN | CapabilitySet::DAC_OVERRIDE
        }
        Some(_) => CapabilitySet::KILL,
    }
}

/// The folder in which the files of a program will be that is started in advance; soon there is
/// no way to it.
fn late_files(spec: &Spec) -> io::Result<Option<OwnedFd>> {
    let needs = spec.confinement.as_ref().filter(|it| it.is_early);
    let Some(files) = needs.and_then(|it| it.files.as_ref()) else {
        return Ok(None);
    };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    Ok(Some(rustix::fs::open(files, flags, Mode::empty())?))
}

/// Ends with the keeper. Only now: a change of user clears the signal.
fn follow(keeper: Pid) -> Result<(), Fault> {
    let doing = "follow the keeper";
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))
        .map_err(Fault::at(doing))?;
    match rustix::process::getppid() {
        Some(parent) if parent == keeper => Ok(()),
        // It ended before the signal was set.
        _ => Err(Fault::at(doing)(Errno::SRCH)),
    }
}

/// A program that runs.
struct Watched<'a> {
    leader: Pid,
    child_ended: &'a OwnedFd,
    work: Option<File>,
    /// Where its files will be, when it was started in advance.
    late: Option<OwnedFd>,
    uid: Option<u32>,
}

impl Watched<'_> {
    fn watch(&mut self, control: &mut UnixStream) -> io::Result<()> {
        loop {
            let mut watched = [
                PollFd::new(&*control, PollFlags::IN),
                PollFd::new(self.child_ended, PollFlags::IN),
            ];
            wait_for(&mut watched, None)?;
            let told = !watched[0].revents().is_empty();
            drain(self.child_ended);
            if let Some((exit, usage)) = self.reap() {
                // The server may be gone; what is left is ended all the same.
                let _ = say(control, &Report::Ended { exit, usage });
                return self.end_everything();
            }
            if told {
                match read_control(control) {
                    Some(Control::Terminate) => {
                        let _ = rustix::process::kill_process_group(self.leader, Signal::TERM);
                    }
                    Some(Control::Fill) => self.fill(control),
                    // The end of the socket is the end of the server, or of the run's actor.
                    Some(Control::Kill) | None => {
                        let _ = rustix::process::kill_process_group(self.leader, Signal::KILL);
                        let _ = rustix::process::kill_process(self.leader, Signal::KILL);
                        self.await_leader(control)?;
                        return self.end_everything();
                    }
                }
            }
        }
    }

    /// Gives the program the files that it was started without.
    fn fill(&mut self, control: &mut UnixStream) {
        let Some(files) = self.late.take() else {
            return;
        };
        let filled = root::fill_late(&files, self.uid)
            .and_then(|()| keep_capabilities(rights(self.uid, false)));
        let report = match filled {
            Ok(()) => Report::Filled,
            Err(fault) => Report::Failed {
                why: fault.to_string(),
            },
        };
        if report != Report::Filled {
            let _ = rustix::process::kill_process_group(self.leader, Signal::KILL);
        }
        // The server may be gone, which the next look at the socket tells.
        let _ = say(control, &report);
    }

    fn await_leader(&self, control: &mut UnixStream) -> io::Result<()> {
        loop {
            if let Some((exit, usage)) = self.reap() {
                let _ = say(control, &Report::Ended { exit, usage });
                return Ok(());
            }
            self.await_children()?;
        }
    }

    /// Kills what is left below this process, round by round, until nothing is.
    ///
    /// An orphan becomes a child of this process when its parent dies, so every round goes
    /// deeper. The first process of a namespace need not: its own end is the end of all.
    fn end_everything(&self) -> io::Result<()> {
        if self.work.is_some() {
            return Ok(());
        }
        loop {
            for child in children() {
                let _ = rustix::process::kill_process(child, Signal::KILL);
            }
            if !reap_any() {
                return Ok(());
            }
            self.await_children()?;
        }
    }

    /// Waits until a child has ended, for a round at most.
    fn await_children(&self) -> io::Result<()> {
        let mut watched = [PollFd::new(self.child_ended, PollFlags::IN)];
        wait_for(&mut watched, Some(KILL_ROUND))?;
        drain(self.child_ended);
        Ok(())
    }

    /// Reaps the leader if it has ended, and any orphan beside it; its group ends with it.
    fn reap(&self) -> Option<(Exit, Usage)> {
        // The group's number is the leader's, and nobody else's as long as that is not reaped.
        let peek = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        if let Ok(Some(_)) = rustix::process::waitid(WaitId::Pid(self.leader), peek) {
            let _ = rustix::process::kill_process_group(self.leader, Signal::KILL);
        }
        let mut ended = None;
        while let Ok(Some((pid, exit, usage))) = wait_any() {
            if pid == self.leader.as_raw_nonzero().get() {
                let work_is_full = self.work.as_ref().is_some_and(is_full);
                ended = Some((
                    exit,
                    Usage {
                        work_is_full,
                        ..usage
                    },
                ));
            }
        }
        ended
    }
}

/// Whether a work folder has room for another page, or for another file.
fn is_full(work: &File) -> bool {
    rustix::fs::fstatvfs(work).is_ok_and(|it| it.f_bfree == 0 || it.f_ffree == 0)
}

fn read_control(control: &UnixStream) -> Option<Control> {
    let mut byte = [0_u8; 1];
    match rustix::io::read(control, &mut byte) {
        Ok(1) => Control::from_byte(byte[0]),
        Ok(_) | Err(_) => None,
    }
}
