//! The floor of a WebSocket: a bare echo on the loopback address, in a thread of its own.

use std::net::{TcpListener, TcpStream};
use std::time::Instant;

use tokio_tungstenite::tungstenite::{Message, WebSocket, accept, client};

use super::stats::Samples;

pub struct Echo {
    socket: WebSocket<TcpStream>,
}

impl Echo {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream.set_nodelay(true).unwrap();
            let mut socket = accept(stream).unwrap();
            while let Ok(message) = socket.read() {
                if message.is_text() && socket.send(message).is_err() {
                    return;
                }
            }
        });
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        let (socket, _) = client(format!("ws://{address}/"), stream).unwrap();
        Self { socket }
    }

    pub fn play(&mut self, count: usize, samples: &mut Samples) {
        for _ in 0..count {
            let begin = Instant::now();
            self.once();
            samples.add(begin.elapsed());
        }
    }

    pub fn once(&mut self) {
        self.socket.send(Message::text("true")).unwrap();
        self.socket.read().unwrap();
    }
}
