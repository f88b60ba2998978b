//! Refuses a WebSocket frame by the length that it announces, before any of it is held.
//!
//! The decoder of `actix-http` looks at a frame's length only when all of the frame is there, so
//! a client could fill the memory with a single one.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use actix_web::error::PayloadError;
use bytes::Bytes;
use futures_util::Stream;

/// Longest frame header: two bytes, eight of length, four of mask.
const HEADER_BYTES: usize = 14;

/// Passes the bytes of a connection on until a frame announces more than it may have.
#[derive(Debug)]
pub struct FrameGuard<S> {
    stream: S,
    limit: FrameLimit,
    state: State,
}

/// Longest frame that passes; it may be raised for a client that is known.
#[derive(Clone, Debug)]
pub struct FrameLimit(Arc<Limit>);

#[derive(Debug)]
struct Limit {
    bytes: AtomicUsize,
    is_exceeded: AtomicBool,
}

impl FrameLimit {
    /// Frames of up to `bytes` pass.
    pub fn new(bytes: usize) -> Self {
        Self(Arc::new(Limit {
            bytes: AtomicUsize::new(bytes),
            is_exceeded: AtomicBool::new(false),
        }))
    }

    /// From now on, frames of up to `bytes` pass.
    pub fn raise(&self, bytes: usize) {
        self.0.bytes.store(bytes, Ordering::Relaxed);
    }

    /// The longest frame that passes.
    pub fn bytes(&self) -> usize {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Whether a frame was refused: the decoder's error tells by its text alone.
    pub fn is_exceeded(&self) -> bool {
        self.0.is_exceeded.load(Ordering::Relaxed)
    }
}

#[derive(Debug)]
enum State {
    Header {
        bytes: [u8; HEADER_BYTES],
        have: usize,
    },
    Payload {
        left_bytes: u64,
    },
    /// What follows is read and thrown away, so that our last words are not lost to a reset.
    Refused,
}

const NEW_FRAME: State = State::Header {
    bytes: [0; HEADER_BYTES],
    have: 0,
};

impl<S> FrameGuard<S> {
    /// Lets frames within `limit` pass.
    pub fn new(stream: S, limit: FrameLimit) -> Self {
        Self {
            stream,
            limit,
            state: NEW_FRAME,
        }
    }

    /// Follows the frames in `chunk`; says whether one is too large.
    fn refuses(&mut self, mut chunk: &[u8]) -> bool {
        while !chunk.is_empty() {
            match &mut self.state {
                State::Refused => return true,
                State::Payload { left_bytes } => {
                    let here = chunk
                        .len()
                        .min(usize::try_from(*left_bytes).unwrap_or(usize::MAX));
                    *left_bytes -= here as u64;
                    chunk = chunk.get(here..).unwrap_or_default();
                    if *left_bytes == 0 {
                        self.state = NEW_FRAME;
                    }
                }
                State::Header { bytes, have } => {
                    if let (Some(slot), Some(byte)) = (bytes.get_mut(*have), chunk.first()) {
                        *slot = *byte;
                    }
                    *have += 1;
                    chunk = chunk.get(1..).unwrap_or_default();
                    if let Some(left_bytes) = payload_bytes(bytes, *have) {
                        self.state = match left_bytes {
                            0 => NEW_FRAME,
                            too_large if too_large > self.limit.bytes() as u64 => State::Refused,
                            left_bytes => State::Payload { left_bytes },
                        };
                    }
                }
            }
        }
        matches!(self.state, State::Refused)
    }
}

/// The length that a header announces, once all `have` bytes of it are there.
fn payload_bytes(header: &[u8; HEADER_BYTES], have: usize) -> Option<u64> {
    let [_, second, rest @ ..] = header;
    let mask_bytes = if second & 0b1000_0000 == 0 { 0 } else { 4 };
    let (length_bytes, length) = match second & 0b0111_1111 {
        126 => (2, u64::from(u16::from_be_bytes([rest[0], rest[1]]))),
        127 => {
            let length = rest.iter().take(8);
            (
                8,
                length.fold(0, |length, byte| length << 8 | u64::from(*byte)),
            )
        }
        short => (0, u64::from(short)),
    };
    (have >= 2 && have == 2 + length_bytes + mask_bytes).then_some(length)
}

impl<S> Stream for FrameGuard<S>
where
    S: Stream<Item = Result<Bytes, PayloadError>> + Unpin,
{
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let chunk = match Pin::new(&mut self.stream).poll_next(cx) {
                Poll::Ready(Some(Ok(chunk))) => chunk,
                // A connection that was cut says so for ever; its end is enough.
                Poll::Ready(Some(Err(_)) | None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            };
            if matches!(self.state, State::Refused) {
                continue;
            }
            if self.refuses(&chunk) {
                self.limit.0.is_exceeded.store(true, Ordering::Relaxed);
                return Poll::Ready(Some(Err(PayloadError::Overflow)));
            }
            return Poll::Ready(Some(Ok(chunk)));
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt as _, stream};
    use proptest::prelude::*;

    use super::*;

    /// A masked frame as a client writes it.
    fn frame(payload_bytes: usize) -> Vec<u8> {
        let mut frame = vec![0x81];
        match payload_bytes {
            0..126 => frame.push(0x80 | u8::try_from(payload_bytes).unwrap()),
            126..65_536 => {
                frame.push(0x80 | 0x7e);
                frame.extend(u16::try_from(payload_bytes).unwrap().to_be_bytes());
            }
            _ => {
                frame.push(0x80 | 0x7f);
                frame.extend((payload_bytes as u64).to_be_bytes());
            }
        }
        frame.extend([1, 2, 3, 4]);
        frame.extend(vec![7; payload_bytes]);
        frame
    }

    /// How many bytes pass, and whether the stream was refused.
    fn pass(limit_bytes: usize, chunks: &[Vec<u8>]) -> (usize, bool) {
        let chunks: Vec<_> = chunks
            .iter()
            .map(|it| Ok(Bytes::from(it.clone())))
            .collect();
        let mut guard = FrameGuard::new(stream::iter(chunks), FrameLimit::new(limit_bytes));
        let (mut passed, mut refused) = (0, false);
        while let Some(chunk) = futures_util::FutureExt::now_or_never(guard.next()).flatten() {
            match chunk {
                Ok(chunk) => passed += chunk.len(),
                Err(_) => refused = true,
            }
        }
        (passed, refused)
    }

    #[test]
    fn a_frame_is_refused_by_the_length_it_announces() {
        assert_eq!(pass(1_000, &[frame(1_000)]), (1_008, false));
        assert_eq!(
            pass(1_000, &[frame(1_001)[..8].to_vec(), vec![0; 500]]),
            (0, true)
        );
        let endless = [
            0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4,
        ];
        assert_eq!(pass(1_000, &[endless.to_vec()]), (0, true));
    }

    #[test]
    fn a_connection_that_was_cut_is_at_its_end() {
        let cut = stream::repeat_with(|| Err(PayloadError::Incomplete(None)));
        let mut guard = FrameGuard::new(cut, FrameLimit::new(1_000));
        let next = futures_util::FutureExt::now_or_never(guard.next());
        assert!(matches!(next, Some(None)));
    }

    proptest! {
        #[test]
        fn frames_that_fit_pass_whole_however_they_are_split(
            sizes in prop::collection::vec(0..70_000_usize, 1..5),
            chunk_bytes in 1..5_000_usize,
        ) {
            let bytes: Vec<u8> = sizes.iter().flat_map(|size| frame(*size)).collect();
            let chunks: Vec<Vec<u8>> = bytes.chunks(chunk_bytes).map(<[u8]>::to_vec).collect();
            prop_assert_eq!(pass(70_000, &chunks), (bytes.len(), false));
        }
    }
}
