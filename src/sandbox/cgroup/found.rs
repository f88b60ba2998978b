//! Which trees of control groups this machine has, and where this server stands in them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Controller, Group, Version};

/// The places where this server may make groups, for each tree, best first.
pub(super) fn trees() -> Vec<Vec<Group>> {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let is_root = rustix::process::geteuid().is_root();
    places(
        &read("/proc/self/mountinfo"),
        &read("/proc/self/cgroup"),
        is_root,
    )
}

/// For each tree the groups below which ours may stand: the server's own, and for root the top.
fn places(mountinfo: &str, own: &str, is_root: bool) -> Vec<Vec<Group>> {
    let mut trees: Vec<Vec<Group>> = Vec::new();
    for mount in mountinfo.lines().filter_map(Mount::read) {
        let (version, controllers) = match mount.kind {
            "cgroup" => (Version::V1, named(mount.options.split(','))),
            "cgroup2" => (Version::V2, Controller::ALL.to_vec()),
            _ => continue,
        };
        let known = trees.iter().flatten();
        let mut at = known.map(|it: &Group| it.folder.as_path());
        if controllers.is_empty() || at.any(|it| it.starts_with(mount.at)) {
            continue;
        }
        let own_path = own
            .lines()
            .find_map(|line| path_in(line, version, &controllers));
        let below = own_path.and_then(|it| it.strip_prefix(mount.root));
        let own_folder = below.map(|it| join(mount.at, it));
        let top = is_root.then(|| PathBuf::from(mount.at));
        let folders = own_folder.into_iter().chain(top);
        let groups = folders.map(|folder| Group {
            folder,
            version,
            controllers: controllers.clone(),
        });
        trees.push(groups.collect());
    }
    trees
}

fn join(at: &str, below: &str) -> PathBuf {
    Path::new(at).join(below.trim_start_matches('/'))
}

/// The path in a line of `/proc/self/cgroup`, when it is the tree's: `4:memory:/a`, `0::/a`.
fn path_in<'a>(line: &'a str, version: Version, controllers: &[Controller]) -> Option<&'a str> {
    let mut fields = line.splitn(3, ':');
    let (number, names, path) = (fields.next()?, fields.next()?, fields.next()?);
    let is_it = match version {
        Version::V1 => named(names.split(',')) == controllers,
        Version::V2 => number == "0" && names.is_empty(),
    };
    is_it.then_some(path)
}

fn named<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Controller> {
    let names: Vec<_> = names.collect();
    let all = Controller::ALL.into_iter();
    all.filter(|it| names.contains(&it.name())).collect()
}

/// A line of `/proc/self/mountinfo`.
struct Mount<'a> {
    root: &'a str,
    at: &'a str,
    kind: &'a str,
    options: &'a str,
}

impl<'a> Mount<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let (about, system) = line.split_once(" - ")?;
        let mut about = about.split(' ').skip(3);
        let mut system = system.split(' ');
        Some(Self {
            root: about.next()?.trim_end_matches('/'),
            at: about.next()?,
            kind: system.next()?,
            options: system.nth(1)?,
        })
    }
}

/// Lets the groups below `folder` of version 2 use `wanted`; says which of them they can.
pub(super) fn enable(folder: &Path, wanted: &[Controller]) -> Vec<Controller> {
    let parent = folder.parent().unwrap_or(folder);
    for controller in wanted {
        let word = format!("+{}", controller.name());
        let control = parent.join("cgroup.subtree_control");
        if fs::write(&control, &word).is_err() && make_room(parent) {
            // A group with processes of its own passes nothing on: this one moved out.
            let _ = fs::write(&control, &word);
        }
        let _ = fs::write(folder.join("cgroup.subtree_control"), &word);
    }
    let enabled = fs::read_to_string(folder.join("cgroup.subtree_control")).unwrap_or_default();
    named(enabled.split_whitespace())
}

/// Moves this process one group down, where it is alone in its own.
fn make_room(group: &Path) -> bool {
    let own = std::process::id().to_string();
    let procs = fs::read_to_string(group.join("cgroup.procs")).unwrap_or_default();
    if procs.trim() != own {
        return false;
    }
    let leaf = group.join("livecoding.server");
    let _ = fs::create_dir(&leaf);
    fs::write(leaf.join("cgroup.procs"), own).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(mountinfo: &str, own: &str, is_root: bool) -> Vec<(Vec<Controller>, Vec<String>)> {
        let trees = places(mountinfo, own, is_root).into_iter();
        let trees = trees.map(|tree| {
            let controllers = tree[0].controllers.clone();
            let folders = tree.iter().map(|it| it.folder.display().to_string());
            (controllers, folders.collect())
        });
        trees.collect()
    }

    #[test]
    fn both_versions_side_by_side_are_found() {
        let mountinfo = "\
            30 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct\n\
            31 25 0:27 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n\
            32 25 0:28 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd\n\
            33 25 0:29 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";
        let own = "4:memory:/api/1\n2:cpu,cpuacct:/\n0::/\n";
        let cpu = vec![Controller::Cpu, Controller::Cpuacct];
        let text = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let expected = vec![
            (cpu, text(&["/sys/fs/cgroup/cpu,cpuacct/"])),
            (
                vec![Controller::Memory],
                text(&["/sys/fs/cgroup/memory/api/1"]),
            ),
            (Controller::ALL.to_vec(), text(&["/sys/fs/cgroup/unified/"])),
        ];
        assert_eq!(folders(mountinfo, own, false), expected);
    }

    #[test]
    fn a_service_of_systemd_stands_in_its_own_group_and_root_may_go_to_the_top() {
        let mountinfo = "30 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";
        let own = "0::/system.slice/livecoding.service\n";
        let [(_, found)] = &folders(mountinfo, own, true)[..] else {
            panic!("one tree");
        };
        let service = "/sys/fs/cgroup/system.slice/livecoding.service";
        assert_eq!(found, &[service, "/sys/fs/cgroup"]);
    }

    #[test]
    fn a_container_s_own_part_of_the_tree_is_taken_from_its_root() {
        let mountinfo = "30 25 0:26 /docker/1 /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n";
        let own = "0::/docker/1/init\n";
        let [(_, found)] = &folders(mountinfo, own, false)[..] else {
            panic!("one tree");
        };
        assert_eq!(found, &["/sys/fs/cgroup/init"]);
    }
}
