//! Files: nothing but the program's own, and of the system what everybody may see.

use super::matrix::Group;
use super::row::{Row, says};
use super::tier::Tier;

const HIDDEN: &[&str] = &["ENOENT", "EACCES", "ENOTDIR"];
const NOT_WRITTEN: &[&str] = &["ENOENT", "EACCES", "EROFS", "EPERM"];

#[tokio::test]
async fn files_of_others_are_out_of_reach() {
    let mut rows: Vec<_> = [
        ("/etc/passwd", "/etc/passwd"),
        ("/etc/shadow", "/etc/shadow"),
        ("the server's configuration", "{config}"),
        ("the server's data", "{secret}"),
        ("another session's program", "{other}/program/main.lua"),
        ("another session's folder", "{other}"),
        ("/proc/1/environ", "/proc/1/environ"),
        ("/proc/<server>/environ", "/proc/{server}/environ"),
        ("/proc/<server>/cmdline", "/proc/{server}/cmdline"),
        ("/proc/<server>/maps", "/proc/{server}/maps"),
        ("/proc/<server>/root", "/proc/{server}/root/etc/passwd"),
        ("/proc/<server>/fd", "/proc/{server}/fd/0"),
        ("/proc/<another program>/environ", "/proc/{victim}/environ"),
        ("its own /proc", "/proc/self/environ"),
    ]
    .map(|(name, path)| reading(name, path))
    .into();
    let why = "Landlock lets nobody execute what it may not read, and tier C has nothing else";
    let binary = reading("the server's binary", "{binary}").not_in(Tier::C, "lua", why);
    rows.push(binary);
    Group::new("reading files").holds(&rows).await;
}

#[tokio::test]
async fn nothing_outside_is_written() {
    let rows = [
        ("/proc/sys", "/proc/sys/kernel/core_pattern"),
        ("/sys", "/sys/kernel/mm/transparent_hugepage/enabled"),
        ("control groups", "/sys/fs/cgroup/escape"),
        ("/dev/shm", "/dev/shm/livecoding-escape"),
        ("/usr", "/usr/livecoding-escape"),
        ("/run", "/run/livecoding-escape"),
        ("/etc", "/etc/livecoding-escape"),
        ("/var/tmp", "/var/tmp/livecoding-escape"),
        ("/", "/livecoding-escape"),
        ("another session's folder", "{other}/program/escape"),
        ("another session's program", "{other}/program/main.lua"),
        ("the server's folder", "{folder}/work/escape"),
        ("its engine's folder", "/engine/escape"),
    ]
    .map(|(name, path)| writing(name, path));
    Group::new("writing files").holds(&rows).await;
}

#[tokio::test]
async fn links_lead_nowhere() {
    const NO_LINKS: &str = "Lua makes no links";
    // In tier C the work folder cannot be written at all.
    let rows = [
        Row::new("a symbolic link to /etc/passwd", says(HIDDEN))
            .not("lua", NO_LINKS)
            .ruby("tells { File.symlink('/etc/passwd', 'link'); File.read('link') }")
            .sh("tells 'ln -s /etc/passwd link && cat link'"),
        Row::new("a symbolic link to another session", says(HIDDEN))
            .not("lua", NO_LINKS)
            .ruby("tells { File.symlink('{other}', 'link'); Dir.children('link') }")
            .sh("tells 'ln -s {other} link && ls link/'"),
        Row::new("a symbolic link out of a folder", says(HIDDEN))
            .not("lua", NO_LINKS)
            .ruby("tells { Dir.mkdir('a'); File.symlink('../../../../../../etc', 'a/b'); File.read('a/b/passwd') }")
            .sh("tells 'mkdir a && ln -s ../../../../../../etc a/b && cat a/b/passwd'"),
        Row::new("a hard link to /etc/passwd", says(&["ENOENT", "EACCES", "EXDEV", "EPERM"]))
            .not("lua", NO_LINKS)
            .ruby("tells { File.link('/etc/passwd', 'link'); File.read('link') }")
            .sh("tells 'ln /etc/passwd link && cat link'"),
        Row::new("a hard link to a library", says(&["EACCES", "EXDEV", "EPERM"]))
            .not("lua", NO_LINKS)
            .ruby("tells { File.link('/usr/bin/env', 'link') }")
            .sh("tells 'ln /usr/bin/env link'"),
        Row::new("a hard link to another session", says(HIDDEN))
            .not("lua", NO_LINKS)
            .ruby("tells { File.link('{other}/program/main.lua', 'link') }")
            .sh("tells 'ln {other}/program/main.lua link'"),
        Row::new("a named pipe", says(&["EPERM", "EACCES"]))
            .not("lua", "Lua makes no named pipes")
            .ruby("tells { File.mkfifo('pipe') }")
            .sh("tells 'mkfifo pipe'"),
        Row::new("a device", says(&["EPERM", "EACCES"]))
            .not("lua", "Lua makes no devices")
            .ruby("tells { syscall(133, 'disk', 0o60600, 0x800) }")
            .sh("tells 'mknod disk b 8 0'"),
        Row::new("a way up from the work folder", says(&["ENOENT", "EACCES", "ENOTDIR"]))
            .lua("tells(function() return io.open('../../../../../../../../etc/passwd') end)")
            .ruby("tells { File.read('../' * 20 + 'etc/passwd') }")
            .sh("tells 'cat ../../../../../../../../etc/passwd'"),
    ];
    Group::new("links").holds(&rows).await;
}

#[tokio::test]
async fn a_program_that_replaces_its_own_source_changes_its_copy_alone() {
    let replaced = says(&["got …", "EACCES", "EROFS", "ENOENT"]);
    let rows = [
        Row::new("replacing its own source", replaced.clone())
            .lua("tells(function() return io.open('main.lua', 'w') end)")
            .ruby("tells { File.write('main.rb', 'says(:replaced)') }")
            .sh("tells 'echo exit 3 > main.sh'"),
        Row::new("removing its own source", replaced)
            .lua("tells(function() return os.remove('main.lua') end)")
            .ruby("tells { File.delete('main.rb') }")
            .sh("tells 'rm main.sh'"),
    ];
    Group::new("own source").holds(&rows).await;
}

#[tokio::test]
async fn its_environment_is_what_it_needs_and_nothing_else() {
    let allowed = "PATH LANG LC_ALL HOME TMPDIR TZ RUBY_GC_HEAP_GROWTH_MAX_SLOTS UV_THREADPOOL_SIZE \
                   LIVECODING_ENGINE LIVECODING_ENGINE_IN LIVECODING_ENGINE_OUT LIVECODING_MAIN \
                   LIVECODING_MEMORY_BYTES PWD OLDPWD SHLVL _";
    let rows = [
        Row::new("its environment", says(&["got []", "got nil", "ENOENT", "got "]))
            .lua("tells(function() return os.getenv('DATABASE_PASSWORD') or os.getenv('LIVECODING_SERVER_WORK_FOLDER') or '' end)")
            .ruby(format!("tells {{ ENV.keys - %w[{allowed}] }}"))
            .sh(format!("unknown() {{ for name in $(compgen -e); do case ' {allowed} ' in *\" $name \"*) ;; *) echo $name ;; esac; done; }}\ntells unknown"))
            .program("python", format!("tells(lambda: sorted(set(os.environ) - set('{allowed}'.split())))"))
            .program("perl", format!("my %known = map {{ $_ => 1 }} qw({allowed});\ntells(sub {{ join ',', grep {{ !$known{{$_}} }} keys %ENV }});"))
            .program("nodejs", format!("tells(() => Object.keys(process.env).filter((name) => !'{allowed}'.split(' ').includes(name)))"))
            .program("php", format!("tells(fn() => array_values(array_diff(array_keys(getenv()), explode(' ', '{allowed}'))));")),
        Row::new("the values in its environment", says(&["got false", "got nil", "got "]))
            .lua("tells(function() return os.getenv('DATABASE_PASSWORD') or '' end)")
            .ruby("tells { ENV.values.any? { |it| it.include?('business') } }")
            .sh("tells 'env | grep business || true'"),
    ];
    Group::new("environment").holds(&rows).await;
}

fn reading(name: &'static str, path: &str) -> Row {
    Row::new(name, says(HIDDEN))
        .lua(format!("tells(function() local file, why, code = io.open('{path}') if not file then return file, why, code end return file:read('a') end)"))
        .ruby(format!("tells {{ File.directory?('{path}') ? Dir.children('{path}') : File.read('{path}') }}"))
        .sh(format!("tells 'if [ -d {path} ]; then ls {path}; else cat {path}; fi'"))
        .program("python", format!("tells(lambda: os.listdir('{path}') if os.path.isdir('{path}') else open('{path}').read())"))
        .program("perl", format!("tells(sub {{ open(my $file, '<', '{path}') ? join('', <$file>) : undef }});"))
        .program("php", format!("tells(fn() => file_get_contents('{path}'));"))
        .program("nodejs", format!("tells(() => fs.readFileSync('{path}'))"))
}

fn writing(name: &'static str, path: &str) -> Row {
    Row::new(name, says(NOT_WRITTEN))
        .lua(format!(
            "tells(function() return io.open('{path}', 'a') end)"
        ))
        .ruby(format!("tells {{ File.write('{path}', 'x', mode: 'a') }}"))
        .sh(format!("tells 'echo x >> {path}'"))
        .program(
            "python",
            format!("tells(lambda: open('{path}', 'a').write('x'))"),
        )
        .program(
            "perl",
            format!("tells(sub {{ open(my $file, '>>', '{path}') ? 1 : undef }});"),
        )
        .program(
            "php",
            format!("tells(fn() => file_put_contents('{path}', 'x', FILE_APPEND));"),
        )
        .program(
            "nodejs",
            format!("tells(() => fs.appendFileSync('{path}', 'x'))"),
        )
}
