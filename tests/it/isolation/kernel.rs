//! The kernel: no door of it that programs do not need.

use super::matrix::Group;
use super::row::{Row, ends, says};
use super::tier::Tier;
use super::{LUA_HAS_NO_CALLS, SHELL_HAS_NO_CALLS};

const LOCKED: &[&str] = &["… EPERM", "… ENOSYS"];

/// An item, and calls of the system that it is made of, with their arguments in Ruby.
const CALLS: &[(&str, &[(&str, &str)])] = &[
    (
        "namespaces",
        &[
            ("unshare", "272, 0x10000000"),
            ("unshare a network", "272, 0x40000000"),
            ("unshare mounts", "272, 0x20000"),
            ("setns", "308, 0, 0"),
            ("clone a user", "56, 0x10000011, 0, 0, 0, 0"),
            ("clone3", "435, ' ' * 88, 88"),
        ],
    ),
    (
        "mounts",
        &[
            ("mount", "165, 'none', '.', 'tmpfs', 0, 0"),
            ("umount2", "166, '.', 2"),
            ("pivot_root", "155, '.', '.'"),
            ("chroot", "161, '.'"),
            ("open_tree", "428, -100, '.', 1"),
            ("move_mount", "429, -100, '.', -100, '.', 0"),
            ("fsopen", "430, 'tmpfs', 0"),
            ("fsconfig", "431, 0, 0, 0, 0, 0"),
            ("fsmount", "432, 0, 0, 0"),
            ("fspick", "433, -100, '.', 0"),
            ("mount_setattr", "442, -100, '.', 0, ' ' * 32, 32"),
        ],
    ),
    (
        "keys",
        &[
            ("keyctl", "250, 0, -3, 0, 0, 0"),
            ("add_key", "248, 'user', 'x', 'y', 1, -3"),
            ("request_key", "249, 'user', 'x', 0, -3"),
        ],
    ),
    (
        "bpf",
        &[
            ("bpf", "321, 0, ' ' * 64, 64"),
            ("perf_event_open", "298, ' ' * 128, 0, -1, -1, 0"),
        ],
    ),
    (
        "io_uring",
        &[
            ("io_uring_setup", "425, 8, ' ' * 120"),
            ("io_uring_enter", "426, 0, 0, 0, 0, 0, 0"),
            ("io_uring_register", "427, 0, 0, 0, 0"),
        ],
    ),
    (
        "userfaultfd",
        &[
            ("userfaultfd", "323, 0"),
            ("userfaultfd of its own", "323, 1"),
        ],
    ),
    (
        "handles of files",
        &[
            ("name_to_handle_at", "303, -100, '.', ' ' * 128, ' ' * 8, 0"),
            ("open_by_handle_at", "304, 0, ' ' * 128, 0"),
            ("fanotify_init", "300, 0, 0"),
        ],
    ),
    (
        "the machine",
        &[
            ("reboot", "169, 0xfee1dead, 672274793, 0, 0"),
            ("kexec_load", "246, 0, 0, 0, 0"),
            ("init_module", "175, 'x', 1, ''"),
            ("finit_module", "313, 0, '', 0"),
            ("delete_module", "176, 'x', 0"),
            ("swapon", "167, '.', 0"),
            ("sethostname", "170, 'x', 1"),
            ("settimeofday", "164, ' ' * 16, 0"),
            ("clock_settime", "227, 0, ' ' * 16"),
            ("adjtimex", "159, \"\\xff\" * 208"),
            ("syslog", "103, 3, ' ' * 64, 64"),
            ("acct", "163, '.'"),
            ("quotactl", "179, 0, 0, 0, 0"),
            ("iopl", "172, 3"),
            ("ioperm", "173, 0, 8, 1"),
            ("modify_ldt", "154, 0, ' ' * 16, 16"),
            ("personality", "135, 0x0040000"),
            ("vhangup", "153"),
        ],
    ),
    (
        "a terminal's input",
        &[
            ("TIOCSTI", "16, 0, 0x5412, 'x'"),
            ("TIOCLINUX", "16, 0, 0x541c, \"\\x0b\""),
        ],
    ),
    (
        "messages and semaphores",
        &[
            ("msgget", "68, 0, 0o1666"),
            ("semget", "64, 0, 1, 0o1666"),
            ("mq_open", "240, 'x', 0o102, 0o600, 0"),
            ("msgctl", "71, 0, 3, ' ' * 256"),
            ("msgsnd", "69, 0, ' ' * 16, 1, 0o4000"),
            ("msgrcv", "70, 0, ' ' * 16, 1, 0, 0o4000"),
            ("semctl", "66, 0, 0, 3, ' ' * 256"),
            ("semop", "65, 0, ' ' * 6, 1"),
            ("semtimedop", "220, 0, ' ' * 6, 1, 0"),
            ("shmctl", "31, 0, 14, ' ' * 256"),
        ],
    ),
    (
        "input and output behind its back",
        &[
            ("io_setup", "206, 1, ' ' * 8"),
            ("io_submit", "209, 0, 0, 0"),
        ],
    ),
    (
        "a shadow stack",
        &[("map_shadow_stack", "453, 0, 0x1000, 0")],
    ),
];

/// On files that every program of its language has: who opens one with a lease waits for its holder.
const LEASES: &str = "engine = File.open(Engine.method(:send).source_location[0])
main = File.open(ENV['LIVECODING_MAIN'])
[engine, main].each do |file|
  tells('F_SETLEASE to read') { syscall(72, file.fileno, 1024, 0) }
  tells('F_SETLEASE to write') { syscall(72, file.fileno, 1024, 1) }
  tells('F_SETDELEG') { syscall(72, file.fileno, 1040, ' ' * 8) }
end
tells('F_NOTIFY') { syscall(72, File.open('/usr').fileno, 1026, 0x8000001f) }";

/// Of a file that is the server's user's where programs have no root of their own.
const ATTRIBUTES: &str = "engine = +Engine.method(:send).source_location[0]
tells('setxattrat') { syscall(463, -100, engine, 0, 'user.x', ' ' * 16, 16) }
tells('removexattrat') { syscall(466, -100, engine, 0, 'user.x') }
tells('file_setattr') { syscall(469, -100, engine, ' ' * 32, 24, 0) }
tells('FS_IOC_SETFLAGS') { syscall(16, File.open(engine).fileno, 0x40086602, ' ' * 8) }
tells('FS_IOC_FSSETXATTR') { syscall(16, File.open(engine).fileno, 0x401c5820, ' ' * 32) }";
const THEY_ARE_ITS_OWN: &str = "all that it could write to is its own";

#[tokio::test]
async fn no_door_of_the_kernel_stands_open() {
    let calls = CALLS.iter().map(|(name, calls)| {
        let attempts = calls.iter().map(|(name, arguments)| {
            // In the first argument's place stands no pointer to what Ruby could collect.
            format!("tells('{name}') {{ syscall({arguments}) }}\n")
        });
        Row::new(name, says(LOCKED))
            .not("lua", LUA_HAS_NO_CALLS)
            .ruby(attempts.collect::<String>())
            .not("sh", SHELL_HAS_NO_CALLS)
    });
    let other = [
        // In tier B only its own user exists.
        Row::new("rights", says(&["EPERM", "EINVAL"]))
            .not("lua", LUA_HAS_NO_CALLS)
            .ruby("[105, 106].each { |it| tells { syscall(it, 0) } }\ntells { syscall(117, 0, 0, 0) }\ntells { syscall(116, 0, 0) }\ntells { Process.setrlimit(:DATA, 1 << 40) }\ntells { Process.setrlimit(:FSIZE, 1 << 40) }")
            .not("sh", SHELL_HAS_NO_CALLS),
        Row::new("leases and notices of files", says(LOCKED))
            .not("lua", LUA_HAS_NO_CALLS)
            .ruby(LEASES)
            .not("sh", SHELL_HAS_NO_CALLS),
        Row::new("attributes of files by newer calls", says(LOCKED))
            .not("lua", LUA_HAS_NO_CALLS)
            .ruby(ATTRIBUTES)
            .not_in(Tier::A, "ruby", THEY_ARE_ITS_OWN)
            .not_in(Tier::B, "ruby", THEY_ARE_ITS_OWN)
            .not("sh", SHELL_HAS_NO_CALLS),
        // Not even 0 keeps the system from handing a dump to whoever collects them; 1 does.
        Row::new("its limits", says(&["got [[1, 1], [0, 0], [0, 0], [0, 0], [0, 0]]"]))
            .not("lua", "Lua cannot ask for them")
            .ruby("tells { %i[CORE RTPRIO NICE MEMLOCK MSGQUEUE].map { |it| Process.getrlimit(it) } }")
            .not("sh", "see Ruby"),
        Row::new(
            "calls of 32 bits",
            ends(&["error/signal 31", "crashed/signal 11"]),
        )
        .not("lua", LUA_HAS_NO_CALLS)
        .not("ruby", "see `machine`")
        .not("sh", SHELL_HAS_NO_CALLS)
        .program("machine", "call-32"),
        Row::new("calls of x32", says(&["ENOSYS"]))
            .not("lua", LUA_HAS_NO_CALLS)
            .not("ruby", "see `machine`")
            .not("sh", SHELL_HAS_NO_CALLS)
            .program("machine", "call-x32"),
        Row::new("clone3", says(&["ENOSYS"]))
            .not("lua", LUA_HAS_NO_CALLS)
            .not("ruby", "see `machine`")
            .not("sh", SHELL_HAS_NO_CALLS)
            .program("machine", "clone3"),
        Row::new(
            "namespaces by a command",
            says(&["EPERM", "EACCES", "error …"]),
        )
        .not("lua", "it executes nothing")
        .not("ruby", "it executes nothing")
        .sh("tells 'unshare --user --map-root-user id'"),
        Row::new("mounts by a command", says(&["EPERM", "EACCES", "error …"]))
            .not("lua", "it executes nothing")
            .not("ruby", "it executes nothing")
            .sh("tells 'mount -t tmpfs none .'"),
    ];
    let rows: Vec<_> = calls.chain(other).collect();
    Group::new("kernel").holds(&rows).await;
}
