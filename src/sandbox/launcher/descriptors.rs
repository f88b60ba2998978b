//! Which descriptors a launcher and its program have, and no others.
#![expect(unsafe_code, reason = "descriptors given by number have no safe form")]

use std::io::{self, IoSliceMut, Read as _};
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;

use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags};

use super::super::report::Spec;

/// Where the program finds the engine's channel: to read, to write.
pub const ENGINE_FDS: (RawFd, RawFd) = (3, 4);
/// The control socket, out of the way of what the program gets.
const CONTROL_FD: RawFd = 9;
/// Longest spec, in bytes.
const SPEC_BYTES: usize = 1024 * 1024;

/// Takes the control socket, which came as standard input, and closes all that is not ours.
pub(super) fn take_control() -> io::Result<UnixStream> {
    place(0, CONTROL_FD, true)?;
    let null = std::fs::OpenOptions::new().read(true).open("/dev/null")?;
    rustix::stdio::dup2_stdin(&null)?;
    drop(null);
    close_range(3, CONTROL_FD - 1)?;
    close_range(CONTROL_FD + 1, RawFd::MAX)?;
    // SAFETY: placed just above, and owned by nobody else.
    let control = unsafe { OwnedFd::from_raw_fd(CONTROL_FD) };
    Ok(UnixStream::from(control))
}

/// The channels of a program, in the order of the numbers that it knows them by.
#[derive(Debug)]
pub(super) struct Channels(Vec<OwnedFd>);

/// Waits for what is to be started; none when the server lets go of this launcher.
pub(super) fn receive(control: &mut UnixStream) -> io::Result<Option<(Spec, Channels)>> {
    let mut length = [0; 4];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(5))];
    let mut ancillary = RecvAncillaryBuffer::new(&mut space);
    let received = loop {
        let parts = &mut [IoSliceMut::new(&mut length)];
        match rustix::net::recvmsg(&*control, parts, &mut ancillary, RecvFlags::CMSG_CLOEXEC) {
            Err(rustix::io::Errno::INTR) => (),
            other => break other?,
        }
    };
    if received.bytes == 0 {
        return Ok(None);
    }
    let mut fds = Vec::new();
    for message in ancillary.drain() {
        if let RecvAncillaryMessage::ScmRights(passed) = message {
            fds.extend(passed);
        }
    }
    let rest = length.get_mut(received.bytes..).unwrap_or_default();
    control.read_exact(rest)?;
    let bytes = u32::from_be_bytes(length) as usize;
    if bytes > SPEC_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut json = vec![0; bytes];
    control.read_exact(&mut json)?;
    let spec: Spec = serde_json::from_slice(&json)?;
    if fds.len() != spec.channels.count() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(Some((spec, Channels(fds))))
}

impl Channels {
    /// Puts each in its place, in the process that becomes the program.
    pub(super) fn place(&self) -> io::Result<()> {
        // Out of the way first: the places may be taken by each other.
        let high = self.0.iter();
        let high = high.map(|fd| rustix::io::fcntl_dupfd_cloexec(fd, CONTROL_FD + 1));
        let high: Vec<OwnedFd> = high.collect::<Result<_, _>>()?;
        for (number, fd) in (0..).zip(&high) {
            place(fd.as_raw_fd(), number, false)?;
        }
        Ok(())
    }
}

fn place(fd: RawFd, number: RawFd, close_on_exec: bool) -> io::Result<()> {
    let flags = if close_on_exec { libc::O_CLOEXEC } else { 0 };
    // SAFETY: a plain system call on numbers that nothing in this process owns.
    match unsafe { libc::dup3(fd, number, flags) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

fn close_range(first: RawFd, last: RawFd) -> io::Result<()> {
    // SAFETY: nothing in this process owns a descriptor of this range.
    let status = unsafe { libc::close_range(first.unsigned_abs(), last.unsigned_abs(), 0) };
    if status == -1 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}
