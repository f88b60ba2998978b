//! The one future of a process actor: moves bytes between its channels and its machine.

use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{self, Poll};
use std::time::{Duration, Instant};

use actix::fut::ActorFuture;
use actix::prelude::*;
use tokio::io::ReadBuf;

use super::Process;
use super::channels::Read;
use crate::protocol::engine::{Channel, Event};

/// How much is read at once, in bytes.
const READ_BYTES: usize = 16 * 1024;
/// How long is read before others get their turn.
const TURN: Duration = Duration::from_millis(1);

/// Runs until the actor stops.
#[derive(Default)]
pub(super) struct Pump {
    events: Vec<Event>,
}

impl ActorFuture<Process> for Pump {
    type Output = ();

    fn poll(
        mut self: Pin<&mut Self>,
        process: &mut Process,
        ctx: &mut Context<Process>,
        cx: &mut task::Context<'_>,
    ) -> Poll<()> {
        let _entered = process.span.clone().entered();
        let events = &mut self.events;
        process.channels.poll_write(cx);
        let mut space = [MaybeUninit::<u8>::uninit(); READ_BYTES];
        let begin = Instant::now();
        while begin.elapsed() < TURN {
            let mut buffer = ReadBuf::uninit(&mut space);
            let Poll::Ready((channel, read)) = process.channels.poll_read(cx, &mut buffer) else {
                process.poll_reports(cx, ctx);
                return Poll::Pending;
            };
            match read {
                Read::Bytes => process.feed(channel, buffer.filled(), events, ctx),
                Read::End => process.on_end_of(channel, events, ctx),
            }
            process.channels.poll_write(cx);
        }
        process.poll_reports(cx, ctx);
        // There may be more; the other actors of this thread come first.
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Process {
    fn feed(
        &mut self,
        channel: Channel,
        bytes: &[u8],
        events: &mut Vec<Event>,
        ctx: &mut Context<Self>,
    ) {
        // In revision 2 only `ready` says that the engine is up.
        self.facts.spoke |= !self.facts.announces_ready;
        self.exchange.feed(channel, bytes, events);
        let stderr_bytes = match channel {
            Channel::Stderr => bytes.len(),
            Channel::Stdout | Channel::Engine => 0,
        };
        let stderr_bytes = stderr_bytes + self.look(events);
        if self.error_quiet.is_some() && stderr_bytes > 0 {
            self.await_quiet(ctx);
            // Text of an error is no event of its own, and counts all the same.
            self.count_printed(stderr_bytes, ctx);
        }
        self.on_events(events, ctx);
    }

    /// Where the machine has something to decide, shows it what stands in the other channels;
    /// says how much of it was on standard error.
    fn look(&mut self, events: &mut Vec<Event>) -> usize {
        if !self.exchange.wants_look() {
            return 0;
        }
        let mut stderr_bytes = 0;
        let mut space = [0_u8; 4 * 1024];
        let exchange = &mut self.exchange;
        self.channels.look(&mut space, |channel, bytes| {
            exchange.feed(channel, bytes, events);
            if channel == Channel::Stderr {
                stderr_bytes += bytes.len();
            }
        });
        self.exchange.looked(events);
        stderr_bytes
    }

    fn on_end_of(&mut self, channel: Channel, events: &mut Vec<Event>, ctx: &mut Context<Self>) {
        self.exchange.end_of(channel, events);
        self.on_events(events, ctx);
        if channel == Channel::Engine && !self.channels.launcher_gone() {
            self.on_engine_closed(ctx);
        }
        if self.channels.all_read() && !self.channels.launcher_gone() {
            Self::on_all_closed(ctx);
        }
        self.end_if_over(ctx);
    }

    fn poll_reports(&mut self, cx: &mut task::Context<'_>, ctx: &mut Context<Self>) {
        while let Poll::Ready(report) = self.channels.poll_report(cx) {
            match report {
                Some(report) => self.on_report(report, ctx),
                None => self.on_all_ended(ctx),
            }
        }
    }
}
