//! Looking at, and ending, processes of the tests' own.

use std::fs;

/// Sends signal `number` to `pid`.
pub fn kill(pid: u32, number: i32) {
    let pid = rustix::process::Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    let signal = rustix::process::Signal::from_named_raw(number).unwrap();
    // It may be gone already.
    let _ = rustix::process::kill_process(pid, signal);
}

/// Whether `pid` runs; a zombie does not.
pub fn is_alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(") ")
        .next()
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

/// The processes, zombies included, whose parent is `pid`.
pub fn children_of(pid: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .map(|it| it.parse().unwrap())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// All processes below `pid`.
pub fn descendants_of(pid: u32) -> Vec<u32> {
    let children = children_of(pid);
    let below = children
        .iter()
        .flat_map(|child| descendants_of(*child))
        .collect::<Vec<_>>();
    [children, below].concat()
}

/// The processes that stand between `server` and its programs, whether they have one or wait.
pub fn launchers_of(server: u32) -> Vec<u32> {
    let all = descendants_of(server).into_iter();
    all.filter(|it| is_launcher(*it)).collect()
}

/// All processes below `server` that are no launchers: programs, what they started, zombies.
pub fn programs_below(server: u32) -> Vec<u32> {
    let all = descendants_of(server).into_iter();
    all.filter(|it| !is_launcher(*it)).collect()
}

/// The programs themselves, without what they started and left to their launchers.
pub fn programs_of(server: u32) -> Vec<u32> {
    let of_launcher = |launcher| {
        let below = children_of(launcher).into_iter();
        below.filter(|it| !is_launcher(*it)).min()
    };
    launchers_of(server)
        .into_iter()
        .filter_map(of_launcher)
        .collect()
}

/// Whether `pid` stands between a server and a program.
pub fn is_launcher(pid: u32) -> bool {
    let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    arguments.split(|it| *it == 0).nth(1) == Some(b"__launch")
}
