//! Limits and accounts on folders that look like control groups of version 2.
//!
//! A fake: this project's test machines have version 2 without controllers. Version 1 is tried for
//! real by every run of the integration tests.

use super::*;
use crate::sandbox::report::{Account, ProcessLimits};

fn version_2(folder: &Path) -> RunGroups {
    RunGroups(vec![Group {
        folder: folder.to_owned(),
        version: Version::V2,
        controllers: vec![Controller::Memory, Controller::Pids, Controller::Cpu],
    }])
}

#[test]
fn the_limits_of_version_2_are_written_where_it_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let limits = ProcessLimits {
        memory_bytes: 100 << 20,
        work_bytes: 10 << 20,
        threads: 30,
        processes: 5,
        ..ProcessLimits::default()
    };
    version_2(folder.path()).limit(&limits).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let memory_bytes: u64 = (100 << 20) + (10 << 20) + (16 << 20);
    assert_eq!(read("memory.max"), memory_bytes.to_string());
    assert_eq!(
        (read("memory.swap.max"), read("pids.max")),
        ("0".to_owned(), "36".to_owned())
    );
}

#[test]
fn limits_that_no_machine_has_are_no_limits() {
    let folder = tempfile::tempdir().unwrap();
    let limits = ProcessLimits {
        memory_bytes: u64::MAX,
        work_bytes: u64::MAX,
        threads: u32::MAX,
        processes: u32::MAX,
        ..ProcessLimits::default()
    };
    version_2(folder.path()).limit(&limits).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("memory.max"), u64::MAX.to_string());
    assert_eq!(read("pids.max"), "4194304");
}

#[test]
fn processor_time_is_shared_where_the_groups_have_its_controller() {
    let groups = |controllers: &[Controller]| {
        RunGroups(vec![Group {
            controllers: controllers.to_vec(),
            folder: "/".into(),
            version: Version::V2,
        }])
    };
    assert!(groups(&[Controller::Memory, Controller::Cpu]).share_processors());
    // Version 1 has one that only counts.
    assert!(!groups(&[Controller::Memory, Controller::Cpuacct]).share_processors());
    assert!(!RunGroups::default().share_processors());
}

#[test]
fn the_account_of_version_2_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let groups = version_2(folder.path());
    assert_eq!(groups.account(), Account::default());
    write(
        "memory.events",
        "low 0\nhigh 0\nmax 12\noom 1\noom_kill 1\n",
    );
    write("pids.events", "max 3\n");
    write("cpu.stat", "usage_usec 1500000\nuser_usec 1000000\n");
    let account = Account {
        memory_ran_out: true,
        refused_processes: 3,
    };
    assert_eq!(groups.account(), account);
    assert_eq!(groups.refused_processes(), 3);
    assert_eq!(
        groups.cpu_time(),
        Some(std::time::Duration::from_millis(1_500))
    );
}

#[test]
fn groups_are_removed_with_those_below_them_also_one_that_comes_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("top");
    fs::create_dir_all(top.join("one/two")).unwrap();
    fs::create_dir_all(top.join("three")).unwrap();
    // What cannot be removed as a group is what keeps the first rounds busy.
    fs::write(top.join("three/late"), "").unwrap();
    let late = top.join("three/late");
    let comes = std::thread::spawn(move || {
        while top.join("one").exists() {
            std::thread::yield_now();
        }
        fs::create_dir(top.join("four")).unwrap();
        fs::remove_file(late).unwrap();
        top
    });
    remove_killed(&folder.path().join("top")).unwrap();
    assert!(!comes.join().unwrap().exists());
}
