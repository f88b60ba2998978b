//! The network: no socket of any family, this machine's own addresses included.

use super::matrix::Group;
use super::row::{Row, says};

const LUA_HAS_NO_SOCKETS: &str = "Lua has no sockets";
const SHELL_HAS_TCP_AND_UDP: &str = "the shell knows TCP and UDP alone";
const DENIED: &[&str] = &["EPERM"];

#[tokio::test]
async fn no_network_is_reached() {
    let rows = [
        connecting("TCP to the server", "tcp", "127.0.0.1", "{port}"),
        connecting("TCP to a cloud's data", "tcp", "169.254.169.254", "80"),
        connecting("UDP to a name server", "udp", "127.0.0.1", "53"),
        Row::new("a name", says(&["SocketError", "EPERM", "error …"]))
            .not("lua", LUA_HAS_NO_SOCKETS)
            .ruby("require 'socket'\ntells { Addrinfo.tcp('example.com', 80) }")
            .sh("tells 'exec 7<>/dev/tcp/example.com/80'"),
        socket("UDP", "require 'socket'\ntells { UDPSocket.new }"),
        socket(
            "binding and listening",
            "require 'socket'\ntells { TCPServer.new('127.0.0.1', 0) }",
        ),
        socket(
            "a unix socket of the machine",
            "require 'socket'\ntells { UNIXSocket.new('{socket}') }",
        ),
        socket(
            "a unix socket of its own",
            "require 'socket'\ntells { UNIXServer.new('own') }",
        ),
        socket("a raw socket", "tells { syscall(41, 2, 3, 1) }"),
        socket("TCP over IPv6", "tells { syscall(41, 10, 1, 0) }"),
        socket("vsock", "tells { syscall(41, 40, 1, 0) }"),
        socket("netlink", "tells { syscall(41, 16, 3, 0) }"),
        socket("AF_ALG", "tells { syscall(41, 38, 5, 0) }"),
        socket("AF_PACKET", "tells { syscall(41, 17, 3, 0) }"),
        Row::new("a socket by a number of x32", says(&["ENOSYS", "EPERM"]))
            .program("machine", "socket-x32")
            .not("lua", LUA_HAS_NO_SOCKETS)
            .not("ruby", "see `machine`")
            .not("sh", super::SHELL_HAS_NO_CALLS),
        // A head, and what every network has of its own.
        seeing(
            "the machine's connections",
            "wc -l </proc/self/net/tcp",
            "got 1",
        ),
        seeing(
            "the machine's sockets",
            "wc -l </proc/self/net/unix",
            "got 1",
        ),
    ];
    let rows: Vec<_> = rows.into_iter().chain(pairs()).collect();
    Group::new("network").holds(&rows).await;
}

/// Sockets that a program may have, and what it may not do with them.
fn pairs() -> [Row; 4] {
    [
        socket(
            "a pair that is no unix socket",
            "tells { syscall(53, 2, 1, 0, ' ' * 8) }",
        ),
        socket(
            "a pair that could send to others",
            "require 'socket'\n%i[DGRAM SEQPACKET RAW].each { |it| tells { UNIXSocket.pair(it) } }",
        ),
        socket(
            "a datagram to a unix socket of the machine",
            "require 'socket'\ntells { UNIXSocket.pair(:DGRAM)[0].send('x', 0, Socket.sockaddr_un('{socket}')) }",
        ),
        socket(
            "a pair under a name",
            "require 'socket'\npair = UNIXSocket.pair.map { |it| Socket.for_fd(it.fileno) }\n\
             tells { pair[0].bind(Addrinfo.unix('own')) }\n\
             tells { pair[1].connect(Addrinfo.unix('own')) }\n\
             tells { pair[0].listen(1) }",
        ),
    ]
}

fn connecting(name: &'static str, kind: &str, host: &str, port: &str) -> Row {
    let ruby = match kind {
        "tcp" => format!("Socket.tcp('{host}', {port}, connect_timeout: 2)"),
        _ => format!("UDPSocket.new.send('x', 0, '{host}', {port})"),
    };
    let (python, perl) = match kind {
        "tcp" => ("SOCK_STREAM", "Socket::SOCK_STREAM()"),
        _ => ("SOCK_DGRAM", "Socket::SOCK_DGRAM()"),
    };
    Row::new(name, says(DENIED))
        .not("lua", LUA_HAS_NO_SOCKETS)
        .ruby(format!("require 'socket'\ntells {{ {ruby} }}"))
        .sh(format!("tells 'exec 7<>/dev/{kind}/{host}/{port}'"))
        .program("python", format!("import socket\ntells(lambda: socket.socket(socket.AF_INET, socket.{python}).connect(('{host}', {port})))"))
        .program("perl", format!("use Socket ();\ntells(sub {{ socket(my $s, Socket::AF_INET(), {perl}, 0) ? 1 : undef }});"))
        .not("php", "its sockets fail without the system's error")
        .not("nodejs", "it connects where nothing waits for it")
}

/// By a language that sees its own processes.
fn seeing(name: &'static str, command: &str, nothing: &'static str) -> Row {
    Row::new(name, says(&[nothing]))
        .not("lua", "it sees no processes")
        .not("ruby", "it sees no processes")
        .not("sh", "see `proc`")
        .program("proc", format!("tells '{command}'"))
}

fn socket(name: &'static str, ruby: &str) -> Row {
    Row::new(name, says(DENIED))
        .not("lua", LUA_HAS_NO_SOCKETS)
        .ruby(ruby)
        .not("sh", SHELL_HAS_TCP_AND_UDP)
}
