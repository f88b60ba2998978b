//! Which system calls a program may not make.
//!
//! A list of what is denied: a list of what is allowed breaks with every new C library. What is
//! denied fails as it would on a kernel that does not let this user, so languages report it in
//! their own words. Calls of other architectures kill the process.

use std::collections::BTreeMap;
use std::io;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, sock_filter,
};

use super::Fault;

/// Numbers from here on are those of x32, another way to the same calls.
const X32_BIT: u32 = 0x4000_0000;

/// Calls that the C library's bindings do not name; their numbers are the same everywhere.
const MAP_SHADOW_STACK: i64 = 453;
const SETXATTRAT: i64 = 463;
const REMOVEXATTRAT: i64 = 466;
const FILE_SETATTR: i64 = 469;

/// Denied whatever the arguments: `EPERM`.
const DENIED: &[i64] = &[
    // Networks. A pair of sockets reaches nobody, and some event loops need one: without a name.
    libc::SYS_socket,
    libc::SYS_bind,
    libc::SYS_connect,
    libc::SYS_listen,
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_process_mrelease,
    libc::SYS_kcmp,
    libc::SYS_pidfd_getfd,
    libc::SYS_migrate_pages,
    libc::SYS_move_pages,
    // Keys, tracing, programs for the kernel, and other wide doors.
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_io_setup,
    libc::SYS_io_submit,
    libc::SYS_fanotify_init,
    libc::SYS_fanotify_mark,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_lookup_dcookie,
    libc::SYS_personality,
    libc::SYS_syslog,
    libc::SYS_vhangup,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_quotactl_fd,
    // Mounts and namespaces.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    // The machine.
    libc::SYS_reboot,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    // Memory that no limit of a process counts, and ways to others that no namespace closes.
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    MAP_SHADOW_STACK,
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_shmctl,
    libc::SYS_msgget,
    libc::SYS_msgctl,
    libc::SYS_msgsnd,
    libc::SYS_msgrcv,
    libc::SYS_semget,
    libc::SYS_semctl,
    libc::SYS_semop,
    libc::SYS_semtimedop,
    libc::SYS_mq_open,
    libc::SYS_mq_unlink,
    // Devices and named pipes.
    libc::SYS_mknodat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_mknod,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_iopl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_ioperm,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_modify_ldt,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_kexec_file_load,
];

/// Its first argument names a process: itself or nobody.
const OWN_PROCESS_ALONE: &[i64] = &[
    libc::SYS_prlimit64,
    libc::SYS_sched_setattr,
    libc::SYS_sched_setscheduler,
    libc::SYS_sched_setparam,
    libc::SYS_sched_setaffinity,
];

/// Signals, where no namespace hides the others: to itself or nobody.
const OWN_SIGNALS_ALONE: &[i64] = &[
    libc::SYS_kill,
    libc::SYS_tgkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
];

/// Signals that do not name a process by its number.
const OTHER_SIGNALS: &[i64] = &[
    libc::SYS_tkill,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
];

/// Changes of files that Landlock does not know, where those of the server's user can be seen.
const CHANGES_OF_FILES: &[i64] = &[
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchmodat2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    SETXATTRAT,
    REMOVEXATTRAT,
    FILE_SETATTR,
    libc::SYS_truncate,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lchown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utime,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utimes,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_futimesat,
];

/// The same, by `ioctl`: `FS_IOC_SETFLAGS` and `FS_IOC_FSSETXATTR`.
const CHANGES_BY_IOCTL: [u64; 2] = [0x4008_6602, 0x401c_5820];

/// Makes a namespace.
const NEW_NAMESPACES: [i32; 7] = [
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWNS,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNET,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWCGROUP,
];

/// Puts characters into a terminal's input.
const TERMINAL_INPUT: [u64; 2] = [0x5412, 0x541c];

/// Commands of `fcntl` that make others wait for this program, or tell it what they do: whoever
/// opens a file with a lease, such as an engine that all programs of its language have, waits.
const WATCHES_OF_FILES: [i32; 3] = [libc::F_SETLEASE, libc::F_NOTIFY, F_SETDELEG];
/// Commands of `fcntl` and of `ioctl` that let the system signal another process, or by another
/// signal, when something can be read.
const OWNERS: [i32; 3] = [libc::F_SETOWN, F_SETOWN_EX, F_SETSIG];
const OWNERS_BY_IOCTL: [u64; 2] = [0x8901, 0x8902];
const F_SETSIG: i32 = 10;
const F_SETOWN_EX: i32 = 15;
/// A lease of a folder: Linux 6.19.
const F_SETDELEG: i32 = 1_024 + 16;

/// Restricts this process from now on.
pub(super) fn install(may_fork: bool, sees_only_its_own: bool) -> Result<(), Fault> {
    let own = rustix::process::getpid().as_raw_nonzero().get();
    let refused = libc::EPERM.unsigned_abs();
    let missing = libc::ENOSYS.unsigned_abs();
    // Without it the C library makes processes and threads the older way, which can be read.
    let unread = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let programs = [
        compile(
            denied(own.unsigned_abs().into(), may_fork, sees_only_its_own),
            refused,
        )?,
        compile(unread, missing)?,
        without_x32(missing),
    ];
    for program in &programs {
        seccompiler::apply_filter(program).map_err(at)?;
    }
    Ok(())
}

fn at(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::at("filter its system calls")(io::Error::other(error))
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn compile(rules: Rules, errno: u32) -> Result<BpfProgram, Fault> {
    let architecture = std::env::consts::ARCH.try_into().map_err(at)?;
    let deny = SeccompAction::Errno(errno);
    SeccompFilter::new(rules, SeccompAction::Allow, deny, architecture)
        .and_then(TryInto::try_into)
        .map_err(at)
}

fn denied(own: u64, may_fork: bool, sees_only_its_own: bool) -> Rules {
    let mut rules: Rules = DENIED.iter().map(|it| (*it, Vec::new())).collect();
    let not_own = |at| rule(&[(at, SeccompCmpOp::Ne, 0), (at, SeccompCmpOp::Ne, own)]);
    rules.extend(OWN_PROCESS_ALONE.iter().map(|it| (*it, vec![not_own(0)])));
    if !sees_only_its_own {
        rules.extend(OWN_SIGNALS_ALONE.iter().map(|it| (*it, vec![not_own(0)])));
        rules.extend(OTHER_SIGNALS.iter().map(|it| (*it, Vec::new())));
        rules.extend(CHANGES_OF_FILES.iter().map(|it| (*it, Vec::new())));
    }
    // Who is named by the second argument is a process only where the first says so.
    let process = u64::from(libc::PRIO_PROCESS);
    let others = |of_process| {
        let not_a_process = rule(&[(0, SeccompCmpOp::Ne, of_process)]);
        vec![not_a_process, not_own(1)]
    };
    rules.insert(libc::SYS_setpriority, others(process));
    rules.insert(libc::SYS_ioprio_set, others(1));
    rules.insert(libc::SYS_socketpair, pairs());
    let second_is = |it| rule(&[(1, SeccompCmpOp::Eq, it)]);
    let orders = TERMINAL_INPUT.into_iter().chain(OWNERS_BY_IOCTL);
    let orders = orders.chain(CHANGES_BY_IOCTL.into_iter().filter(|_| !sees_only_its_own));
    rules.insert(libc::SYS_ioctl, orders.map(second_is).collect());
    let commands = WATCHES_OF_FILES.into_iter().chain(OWNERS).map(number);
    rules.insert(libc::SYS_fcntl, commands.map(second_is).collect());
    // Shared memory counts for nobody, and what grows downwards counts as a stack.
    let uncounted = [libc::MAP_SHARED | libc::MAP_ANONYMOUS, libc::MAP_GROWSDOWN];
    let uncounted = uncounted.map(|it| u64::from(it.unsigned_abs()));
    let mapped = uncounted.map(|it| rule(&[(3, SeccompCmpOp::MaskedEq(it), it)]));
    rules.insert(libc::SYS_mmap, mapped.into());
    rules.insert(libc::SYS_clone, clones(may_fork));
    #[cfg(target_arch = "x86_64")]
    if !may_fork {
        rules.insert(libc::SYS_fork, Vec::new());
        rules.insert(libc::SYS_vfork, Vec::new());
    }
    rules
}

/// A pair of sockets may be a stream between themselves alone: a datagram names whom it goes to.
fn pairs() -> Vec<SeccompRule> {
    let other_bits = [2, 4, 8].map(|it| rule(&[(1, SeccompCmpOp::MaskedEq(it), it)]));
    let stream = number(libc::SOCK_STREAM);
    let mut rules = Vec::from(other_bits);
    rules.push(rule(&[(1, SeccompCmpOp::MaskedEq(stream), 0)]));
    rules.push(rule(&[(0, SeccompCmpOp::Ne, number(libc::AF_UNIX))]));
    rules
}

/// Threads may be made, processes where it may, namespaces never.
fn clones(may_fork: bool) -> Vec<SeccompRule> {
    let with = |it| rule(&[(0, SeccompCmpOp::MaskedEq(number(it)), number(it))]);
    if may_fork {
        return NEW_NAMESPACES.map(with).into();
    }
    let thread = number(libc::CLONE_THREAD);
    vec![rule(&[(0, SeccompCmpOp::MaskedEq(thread), 0)])]
}

/// A constant of the C library's as an argument of a call.
fn number(constant: i32) -> u64 {
    constant.unsigned_abs().into()
}

/// All of `conditions` on the low halves of arguments, which is what these calls look at.
fn rule(conditions: &[(u8, SeccompCmpOp, u64)]) -> SeccompRule {
    let conditions = conditions.iter().filter_map(|(at, operator, value)| {
        // Only an argument beyond the sixth is refused.
        SeccompCondition::new(*at, SeccompCmpArgLen::Dword, operator.clone(), *value).ok()
    });
    let conditions: Vec<_> = conditions.collect();
    SeccompRule::new(conditions).unwrap_or_else(|_| unreachable!("no rule is without a condition"))
}

/// Refuses the numbers of x32, which the compiled filters do not know.
fn without_x32(errno: u32) -> BpfProgram {
    let step = |code: u32, jt, jf, k| sock_filter {
        code: u16::try_from(code).unwrap_or(0),
        jt,
        jf,
        k,
    };
    vec![
        // The call's number.
        step(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0),
        step(libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K, 0, 1, X32_BIT),
        step(
            libc::BPF_RET | libc::BPF_K,
            0,
            0,
            libc::SECCOMP_RET_ERRNO | errno,
        ),
        step(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_ALLOW),
    ]
}
