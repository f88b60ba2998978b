//! A connection's way out in pieces, so that its write buffer stays as small as it begins.
//!
//! `actix-http` appends each chunk of a body to a buffer that a connection keeps for its life: a
//! `welcome` at once would double it for every client that then only waits.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

/// Longest piece; the server's write buffer is filled up to as much before it is written.
pub const PIECE_BYTES: usize = 3 * 1024;

/// A body that is told in pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    body: BoxBody,
    rest: Bytes,
}

impl Pieces {
    pub(super) fn of(body: BoxBody) -> Self {
        Self {
            body,
            rest: Bytes::new(),
        }
    }
}

impl MessageBody for Pieces {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.rest = chunk,
                end => return Poll::Ready(end),
            }
        }
        let bytes = self.rest.len().min(PIECE_BYTES);
        Poll::Ready(Some(Ok(self.rest.split_to(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;

    use super::*;

    #[tokio::test]
    async fn all_of_it_comes_in_its_order() {
        let text: Vec<u8> = (0..20_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut pieces = Pieces::of(BoxBody::new(text.clone()));
        let mut told = Vec::new();
        while let Some(piece) = std::future::poll_fn(|cx| Pin::new(&mut pieces).poll_next(cx)).await
        {
            let piece = piece.unwrap();
            assert!(!piece.is_empty() && piece.len() <= PIECE_BYTES);
            told.extend_from_slice(&piece);
        }
        assert_eq!(told, text);
        let empty = to_bytes(Pieces::of(BoxBody::new(()))).await.unwrap();
        assert!(empty.is_empty());
    }
}
