//! Processes: no more than it may make, none that outlives its run, none of others touched.

use super::matrix::Group;
use super::row::{Row, ends, is_stopped, lives_on, says};
use super::tier::Tier;
use super::{LUA_HAS_NO_CALLS, SHELL_HAS_NO_CALLS};

const LUA_HAS_NO_SIGNALS: &str = "Lua has no signals";
const LUA_HAS_NO_THREADS: &str = "Lua has no threads";
/// Nobody is there, or it may not.
const NOT_REACHED: &[&str] = &["ESRCH", "EPERM"];
/// The C library says of some refusals that memory is short.
const NOT_EXECUTED: &[&str] = &[
    "EPERM",
    "EACCES",
    "ENOENT",
    "ENOMEM",
    "error shell_exec(): Unable to execute 'true'",
];
const GOING: &str = "Engine.send('going')\n";

#[tokio::test]
async fn processes_are_counted_and_none_stays() {
    let rows = [
        Row::new("fork bomb", says(NOT_EXECUTED))
            .lua("tells(function() while true do local ok, why, code = io.popen('true') if not ok then return ok, why, code end end end)")
            .ruby("tells { loop { fork { sleep } } }")
            .not("sh", "see the fork bomb of a forking language")
            .program("python", "def bomb():\n    while True:\n        if os.fork() == 0: os._exit(0)\ntells(bomb)")
            .program("perl", "tells(sub { while (1) { my $pid = fork; return undef unless defined $pid; POSIX::_exit(0) if !$pid } });")
            .program("nodejs", "tells(() => { for (;;) child_process.execSync('true'); })")
            .program("machine", "fork"),
        // Where no pids group counts how often it tries, it tries until it is stopped.
        Row::new("fork bomb of a forking language", ends(&["limit/processes", "error", "stopped"]))
            .not("lua", "it makes no processes")
            .not("ruby", "it makes no processes")
            .sh("send going\nwhile :; do sleep 1000 & done 2>/dev/null")
            .in_tier(Tier::B, is_stopped().or_ends(&["limit/processes", "error"])),
        Row::new("vfork", says(&["EPERM"]))
            .not("lua", LUA_HAS_NO_CALLS).not("ruby", "see `machine`").not("sh", SHELL_HAS_NO_CALLS)
            .program("machine", "vfork"),
        Row::new("thread bomb", says(&["ThreadError", "NoMemoryError"]))
            .not("lua", LUA_HAS_NO_THREADS)
            .ruby("tells { loop { Thread.new { sleep } } }")
            .not("sh", "the shell has no threads"),
        Row::new("a daemon", says(NOT_EXECUTED))
            .lua("tells(function() return io.popen('setsid sleep 1000 &') end)")
            .ruby("tells { Process.daemon }")
            .not("sh", "see the daemon of a forking language"),
        Row::new("a daemon of a forking language", lives_on())
            .not("lua", "it makes no processes").not("ruby", "it makes no processes")
            .sh("(setsid bash -c 'setsid sleep 1000 & disown' >/dev/null 2>&1 3>&- 4>&- &)\nsays alive"),
        Row::new("a grandchild that holds its output open", lives_on())
            .not("lua", "it makes no processes").not("ruby", "it makes no processes")
            .sh("(setsid sleep 1000 &)\nsays alive"),
        Row::new("a grandchild that prints for ever", lives_on().prints(&["yes"]))
            .not("lua", "it makes no processes").not("ruby", "it makes no processes")
            .sh("(setsid bash -c 'while :; do echo yes; sleep 0.01; done' 3>&- 4>&- &)\nsleep 0.3\nsays alive"),
        Row::new("a grandchild that holds its channel open", lives_on())
            .not("lua", "it makes no processes").not("ruby", "it makes no processes")
            .sh("says alive\nexec setsid sleep 1000 &\nexit 0"),
    ];
    Group::new("processes").holds(&rows).await;
}

#[tokio::test]
async fn processes_of_others_are_not_touched() {
    let rows = [
        killing("killing the server", "{server}"),
        killing("killing another program", "{victim}"),
        killing("killing who tests", "{test}"),
        Row::new("killing everybody", says(&["ESRCH", "EPERM", "got …"]))
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby("tells { Process.kill(9, -1) }")
            .sh("kill -9 -1; says 'got nobody'")
            .program("python", "tells(lambda: os.kill(-1, 9))"),
        Row::new("killing its keeper", says(&["got …", "EPERM", "ESRCH"]))
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby("tells { Process.kill(:KILL, Process.ppid) }")
            .sh("tells 'kill -9 $PPID'"),
        Row::new("stopping its keeper", says(&["got …", "EPERM", "ESRCH"]))
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby("tells { Process.kill(:STOP, Process.ppid) }")
            .sh("tells 'kill -STOP $PPID'"),
        call("limiting the server", "302, server, 7, 0, ' ' * 16"),
        call("slowing the server down (nice)", "141, 0, server, 19"),
        call("slowing its group down (nice)", "141, 1, 0, 19"),
        call("slowing its user down (nice)", "141, 2, 0, 19"),
        call(
            "slowing the server down (affinity)",
            "203, server, 8, \"\\x01\" + ' ' * 7",
        ),
        call(
            "slowing the server down (scheduler)",
            "144, server, 5, ' ' * 8",
        ),
        call(
            "slowing the server down (attributes)",
            "314, server, ' ' * 56, 0",
        ),
        call("slowing its disk down", "251, 1, server, 0x6007"),
        call("tracing the server", "101, 16, server, 0, 0"),
        call("seizing another program", "101, 0x4206, victim, 0, 0"),
        call(
            "reading the server's memory",
            "310, server, ' ' * 16, 1, ' ' * 16, 1, 0",
        ),
        call(
            "writing another's memory",
            "311, victim, ' ' * 16, 1, ' ' * 16, 1, 0",
        ),
        call("a handle of the server", "434, server, 0"),
        call("a descriptor of the server", "438, 0, 0, 0"),
        call(
            "comparing with the server",
            "312, Process.pid, server, 0, 0, 0",
        ),
        call("a signal with a value", "129, server, 9, \"\\xff\" * 128"),
        call(
            "a signal to a thread of the server",
            "234, server, server, 9",
        ),
        call("a signal to any thread", "200, server, 9"),
        signals_by_a_descriptor(),
    ];
    Group::new("others").holds(&rows).await;
}

#[tokio::test]
async fn nothing_else_is_executed() {
    let rows = [
        Row::new("a shell", says(NOT_EXECUTED))
            .lua("tells(function() return os.execute('/bin/sh -c true') end)")
            .ruby("tells { exec('/bin/sh', '-c', 'true') }")
            .not("sh", "it may execute what is in /usr/bin")
            .program("python", "tells(lambda: os.execv('/bin/sh', ['sh', '-c', 'true']))")
            .program("perl", "tells(sub { no warnings; exec { '/bin/sh' } 'sh', '-c', 'true'; undef });")
            .program("php", "tells(fn() => shell_exec('true') ?? 'nil');")
            .program("nodejs", "tells(() => child_process.execSync('true'))"),
        Row::new("a compiler", says(NOT_EXECUTED))
            .lua("tells(function() return io.popen('gcc --version') end)")
            .ruby("tells { exec('gcc', '--version') }")
            .not("sh", "it may execute what is in /usr/bin"),
        Row::new("a child that executes", says(NOT_EXECUTED))
            .lua("tells(function() return io.popen('true') end)")
            .ruby("tells { system('true', exception: true) }")
            .not("sh", "it may execute what is in /usr/bin"),
        Row::new("backticks", says(NOT_EXECUTED))
            .not("lua", "it has none")
            .ruby("tells { `id` }")
            .not("sh", "it may execute what is in /usr/bin"),
        Row::new("what it has written itself", says(NOT_EXECUTED))
            .not("lua", "it cannot make a file executable")
            .ruby("tells { File.write('own', \"#!/bin/sh\\n\"); File.chmod(0o755, 'own'); exec('./own') }")
            .sh("tells 'cp /usr/bin/true own && chmod +x own && ./own && echo ran'"),
        Row::new("a program with its owner's rights", says(&["EACCES", "ENOENT", "EPERM"]))
            .not("lua", "it executes nothing")
            .ruby("tells { exec('{set-user-id}', '-u') }")
            .not("sh", "see the rights gained by it"),
        // It runs, and as who the program is: in tier A its own user, in tier B nobody's.
        Row::new("rights gained by a program with its owner's", says(&["rights none"]))
            .not("lua", "it executes nothing").not("ruby", "it executes nothing of the kind")
            .sh("if [ \"$({set-user-id} -u)\" = \"$UID\" ]; then says 'rights none'; else says \"rights $({set-user-id} -u) of $UID\"; fi"),
        Row::new("su", says(&["EACCES", "ENOENT", "EPERM", "error …"]))
            .not("lua", "it executes nothing")
            .ruby("tells { exec('/usr/bin/su', '-c', 'id') }")
            .sh("tells 'su -c id </dev/null'"),
    ];
    Group::new("executing").holds(&rows).await;
}

#[tokio::test]
async fn signals_to_itself_are_told_as_what_they_are() {
    let rows = [
        Row::new("killing itself", ends(&["crashed/signal 9"]))
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby("Process.kill(:KILL, $$)\nsleep")
            .sh("kill -9 $$"),
        Row::new("a segmentation fault", ends(&["crashed/signal 11"]))
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby("Signal.trap(:SEGV, 'SYSTEM_DEFAULT') rescue nil\nProcess.kill(:SEGV, $$)\nsleep")
            .sh("kill -SEGV $$")
            .program("machine", "null")
            // Ruby tells of it and aborts.
            .not("ruby", "Ruby catches it"),
        Row::new(
            "an exit status as of a segmentation fault",
            ends(&["error/status 139"]),
        )
        .lua("os.exit(139)")
        .ruby("exit!(139)")
        .sh("exit 139")
        .program("python", "os._exit(139)")
        .program("perl", "POSIX::_exit(139);")
        .program("nodejs", "process.exit(139)")
        .program("php", "exit(139);"),
        Row::new("stopping itself", is_stopped())
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby(format!("{GOING}Process.kill(:STOP, $$)\nsleep"))
            .sh("send going\nkill -STOP $$\nsleep 1000"),
        Row::new("stopping its group", is_stopped())
            .not("lua", LUA_HAS_NO_SIGNALS)
            .not("ruby", "it is alone in it")
            .sh("send going\nkill -STOP 0\nsleep 1000"),
        Row::new("ignoring the polite signal", is_stopped())
            .not("lua", LUA_HAS_NO_SIGNALS)
            .ruby(format!(
                "%i[TERM INT HUP].each {{ |it| Signal.trap(it) {{}} }}\n{GOING}loop {{ sleep }}"
            ))
            .sh("trap '' TERM INT HUP\nsend going\nwhile :; do sleep 1; done"),
        Row::new("ignoring it in a busy loop", is_stopped())
            .lua(format!("{GOING}while true do pcall(error, 'x') end"))
            .ruby(format!("Signal.trap(:TERM) {{}}\n{GOING}loop {{}}"))
            .sh("trap '' TERM\nsend going\nwhile :; do :; done"),
    ];
    Group::new("signals").holds(&rows).await;
}

fn killing(name: &'static str, pid: &str) -> Row {
    Row::new(name, says(NOT_REACHED))
        .not("lua", LUA_HAS_NO_SIGNALS)
        .ruby(format!("tells {{ Process.kill(:KILL, {pid}) }}"))
        .sh(format!("tells 'kill -9 {pid}'"))
        .program("python", format!("tells(lambda: os.kill({pid}, 9))"))
        .program("perl", format!("tells(sub {{ kill('KILL', {pid}) || undef }});"))
        .program("nodejs", format!("tells(() => process.kill({pid}, 'SIGKILL'))"))
        .program("php", format!("if (!function_exists('posix_kill') || !posix_kill({pid}, 9)) says('EPERM'); else says('got it');"))
}

/// The system signals the owner of a descriptor when something can be read: whoever is made its
/// owner, by whichever signal.
fn signals_by_a_descriptor() -> Row {
    let ruby = "reads, writes = IO.pipe
fd = reads.fileno
tells { syscall(72, fd, 8, victim) }
tells { syscall(72, fd, 8, -victim) }
tells { syscall(72, fd, 15, ' ' * 8) }
tells { syscall(72, fd, 10, 9) }
tells { syscall(16, fd, 0x8901, ' ' * 4) }
tells { syscall(16, fd, 0x8902, ' ' * 4) }";
    calls("signals by a descriptor", &["EPERM"], ruby)
}

fn call(name: &'static str, arguments: &str) -> Row {
    let refused = &["EPERM", "ESRCH", "ENOSYS"];
    calls(name, refused, &format!("tells {{ syscall({arguments}) }}"))
}

fn calls(name: &'static str, refused: &[&'static str], ruby: &str) -> Row {
    Row::new(name, says(refused))
        .not("lua", LUA_HAS_NO_CALLS)
        .ruby(ruby)
        .not("sh", SHELL_HAS_NO_CALLS)
}
