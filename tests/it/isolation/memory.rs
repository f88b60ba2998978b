//! Memory and disk: no more than its share, whatever it is called.

use super::matrix::Group;
use super::row::{Row, ends, is_stopped, says};
use super::tier::Tier;
use super::{LUA_HAS_NO_CALLS, SHELL_HAS_NO_CALLS};

const REFUSED: &[&str] = &["EPERM", "ENOSYS", "EACCES"];
const NO_FOLDER: &str = "nothing is written in this tier";

#[tokio::test]
async fn memory_is_bounded_whatever_it_is_called() {
    let out = || ends(&["limit/memory"]);
    let rows = [
        Row::new("memory bomb", out())
            .lua(
                "local all = {} while true do all[#all + 1] = string.rep('x', 1000000) .. #all end",
            )
            .ruby("all = []\nloop { all << 'x' * 1_000_000 }")
            // The shell ends with an error of its own.
            .not("sh", "see the memory bomb of the shell")
            .program("python", "all = []\nwhile True: all.append('x' * 1000000)")
            .program("perl", "my @all; push @all, 'x' x 1_000_000 while 1;")
            .program(
                "php",
                "$all = []; while (true) $all[] = str_repeat('x', 1000000);",
            )
            .program(
                "nodejs",
                "const all = []; for (;;) all.push(new Array(100000).fill(1.5));",
            ),
        Row::new(
            "memory bomb of the shell",
            out().or_ends(&["error", "crashed"]),
        )
        .not("lua", "see the memory bomb")
        .not("ruby", "see the memory bomb")
        .sh("x=xxxxxxxxxxxxxxxx\nwhile :; do x=$x$x; done")
        .program("builtins", "x=xxxxxxxxxxxxxxxx\nwhile :; do x=$x$x; done"),
        Row::new(
            "memory of several processes",
            out().or_ends(&["error", "finished"]),
        )
        .not("lua", "it makes no processes")
        .not("ruby", "it makes no processes")
        .sh("for i in 1 2 3 4; do (x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done) & done\nwait")
        // Each has its own there, for all that the group does not count.
        .in_tier(Tier::B, out().or_ends(&["error", "finished"])),
        Row::new("one piece that is too large", out())
            .lua("local all = string.rep('x', (1 << 31) - 8)")
            .ruby("all = 'x' * (1 << 38)")
            .not("sh", "it has no such piece"),
        Row::new("deep recursion", ends(&["error", "limit/memory"]))
            .lua("local function f(n) return 1 + f(n + 1) end f(1)")
            .ruby("def f(n) = 1 + f(n + 1)\nf(1)")
            .not(
                "sh",
                "it takes all its processor time for it; see a stack that overflows",
            )
            .program("python", "def f(): f()\nf()"),
        Row::new("a stack that overflows", ends(&["crashed/signal 11"]))
            .not("lua", LUA_HAS_NO_CALLS)
            .not("ruby", "see `machine`")
            .not("sh", SHELL_HAS_NO_CALLS)
            .program("machine", "recursion"),
    ];
    few_at_once("memory").holds(&rows).await;
}

#[tokio::test]
async fn memory_is_bounded_however_it_is_asked_for() {
    let rows = [
        machine("shared memory without a name", "shared"),
        machine("shared memory of /dev/zero", "zero"),
        machine("memory mapped as a stack", "stack"),
        machine("private memory", "private")
            .in_tier(Tier::A, says(&["refused"]).or_ends(&["limit/memory"])),
        call(
            "memory in a file without a name",
            "tells { syscall(319, 'x', 0) }",
        ),
        call("secret memory", "tells { syscall(447, 0) }"),
        call(
            "System V memory",
            "tells { syscall(29, 0, 1 << 30, 0o1666) }",
        ),
        call(
            "shared memory by mmap",
            "tells { syscall(9, 0, 1 << 30, 3, 0x21, -1, 0) }",
        ),
        call(
            "shared memory by mmap, validated",
            "tells { syscall(9, 0, 1 << 30, 3, 0x23, -1, 0) }",
        ),
        Row::new("/dev/shm", says(&["ENOENT", "EACCES", "EROFS"]))
            .lua("tells(function() return io.open('/dev/shm/channel', 'w') end)")
            .ruby("tells { File.write('/dev/shm/channel', 'x' * 1_000_000) }")
            .sh("tells 'echo x > /dev/shm/channel'"),
    ];
    few_at_once("memory asked for").holds(&rows).await;
}

/// Each of them takes much.
fn few_at_once(name: &'static str) -> Group {
    Group {
        at_once: 4,
        ..Group::new(name)
    }
}

#[tokio::test]
async fn the_disk_is_bounded_by_bytes_and_by_files() {
    let full = || says(&["ENOSPC", "EFBIG", "EDQUOT"]).or_ends(&["limit/files"]);
    let bounded = |row: Row| row.in_tier(Tier::C, says(&["EACCES", "EROFS", "EPERM"]));
    let rows = [
        Row::new("one huge file", full())
            .lua("tells(function() local file, why, code = io.open('huge', 'w') if not file then return file, why, code end local x = string.rep('x', 1000000) while true do local ok, why, code = file:write(x) if not ok then return ok, why, code end end end)")
            .ruby("tells { File.open('huge', 'w') { |file| loop { file.syswrite('x' * 1_000_000) } } }")
            .sh("tells 'x=$(printf %1000000s); while printf %s \"$x\"; do :; done >huge; false'")
            .program("python", "def fill():\n    with open('huge', 'wb', 0) as file:\n        while True: file.write(b'x' * 1000000)\ntells(fill)")
            .program("perl", "tells(sub { open(my $file, '>', 'huge') or return undef; while (1) { syswrite($file, 'x' x 1_000_000) or return undef } });")
            .program("nodejs", "tells(() => { const file = fs.openSync('huge', 'w'); for (;;) fs.writeSync(file, 'x'.repeat(1000000)); })"),
        Row::new("a file with a hole", full())
            .lua("tells(function() local file, why, code = io.open('hole', 'w') if not file then return file, why, code end file:seek('set', 1 << 40) local ok, why, code = file:write('x') if ok then ok, why, code = file:flush() end return ok, why, code end)")
            .ruby("tells { File.open('hole', 'w') { |file| file.truncate(1 << 40) } }")
            .sh("tells 'truncate -s 1T hole || { [ $? != 153 ] || echo File too large >&2; false; }'"),
        Row::new("many files of some size", full())
            .lua("tells(function() local i = 0 while true do i = i + 1 local file, why, code = io.open('f' .. i, 'w') if not file then return file, why, code end local ok, why, code = file:write(string.rep('x', 100000)) file:close() if not ok then return ok, why, code end end end)")
            .ruby("tells { (0..).each { |i| File.write(\"f#{i}\", 'x' * 100_000) } }")
            .sh("tells 'x=$(printf %100000s); for ((i = 0; ; i++)); do printf %s \"$x\" >f$i || break; done 2>&1; false'"),
        Row::new("thousands of empty files", full())
            .lua("tells(function() local i = 0 while true do i = i + 1 local file, why, code = io.open('f' .. i, 'w') if not file then return file, why, code end file:close() end end)")
            .ruby("tells { (0..).each { |i| File.write(\"f#{i}\", '') } }")
            .sh("tells 'for ((i = 0; ; i++)); do : >f$i || exit 1; done'"),
        Row::new("folders in folders", says(&["ENOSPC", "ENAMETOOLONG"]).or_ends(&["limit/files"]))
            .not("lua", "Lua makes no folders")
            .ruby("tells { loop { Dir.mkdir('d'); Dir.chdir('d') } }")
            .not("sh", "each would be a process; see Ruby"),
        Row::new("links instead of files", says(&["ENOSPC"]).or_ends(&["limit/files"]))
            .not("lua", "Lua makes no links")
            .ruby("tells { (0..).each { |i| File.symlink('x' * 200, \"l#{i}\") } }")
            .sh("tells 'for ((i = 0; ; i++)); do ln -s x l$i || exit 1; done'"),
        Row::new("a full folder and no rescue", ends(&["limit/files"]))
            .lua("local i = 0 while true do i = i + 1 local file = assert(io.open('f' .. i, 'w')) file:close() end")
            .ruby("(0..).each { |i| File.write(\"f#{i}\", 'x' * 100_000) }")
            .sh("for ((i = 0; ; i++)); do : >f$i || exit 1; done")
            .not_in(Tier::C, "lua", NO_FOLDER).not_in(Tier::C, "ruby", NO_FOLDER),
    ];
    let rows: Vec<_> = rows.into_iter().map(bounded).collect();
    Group {
        at_once: 6,
        ..Group::new("disk")
    }
    .holds(&rows)
    .await;
}

#[tokio::test]
async fn descriptors_are_counted() {
    let rows = [
        Row::new("opening without end", says(&["EMFILE"]))
            .lua("tells(function() local all = {} while true do local file, why, code = io.open('/dev/null') if not file then if #all > 128 then return #all end return file, why, code end all[#all + 1] = file end end)")
            .ruby("all = []\ntells { loop { all << File.open('/dev/null') } }")
            .sh("tells 'while exec {fd}</dev/null; do :; done; false'"),
        Row::new("pipes without end", says(&["EMFILE"]))
            .not("lua", "Lua makes no pipes")
            .ruby("all = []\ntells { loop { all << IO.pipe } }")
            .not("sh", "its pipes are those of processes"),
        Row::new("going on without descriptors", is_stopped())
            .lua("Engine.send('going') local all = {} while true do all[#all + 1] = io.open('/dev/null') end")
            .ruby("all = []\nbegin\n  loop { all << File.open('/dev/null') }\nrescue SystemCallError\n  Engine.send('going')\n  sleep\nend")
            .not("sh", "it needs descriptors to go on"),
        Row::new("its descriptors", says(&["got [0, 1, 2]", "got 0 1 2 3 4 10 11 "]))
            .not("lua", LUA_HAS_NO_CALLS)
            .ruby(OPEN_DESCRIPTORS)
            .sh("tells 'for ((i = 0; i < 1024; i++)); do if { true <&$i; } 2>/dev/null; then printf \"%s \" $i; fi; done'"),
    ];
    Group::new("descriptors").holds(&rows).await;
}

/// Those that something executed would inherit, as this program did. Ruby's own are not among
/// them, nor is the engine's channel; the shell sees that, and two of its own making.
const OPEN_DESCRIPTORS: &str =
    "tells { (0...1024).select { |fd| (syscall(72, fd, 1, 0) & 1).zero? rescue false } }";

fn machine(name: &'static str, what: &str) -> Row {
    Row::new(name, says(&["refused", "EPERM"]))
        .not("lua", LUA_HAS_NO_CALLS)
        .not("ruby", "see `machine`")
        .not("sh", SHELL_HAS_NO_CALLS)
        .program("machine", what)
}

fn call(name: &'static str, ruby: &str) -> Row {
    Row::new(name, says(REFUSED))
        .not("lua", LUA_HAS_NO_CALLS)
        .ruby(ruby)
        .not("sh", SHELL_HAS_NO_CALLS)
}
