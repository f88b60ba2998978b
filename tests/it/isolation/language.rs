//! The languages of hostile programs: what stands before each program, and what it is called.
//!
//! In every language `says(x)` sends what came of an attempt, and `tells` makes one: it says `got`
//! and what it got, or the name of the system's error, `EPERM` say, or that of the language.

use std::path::Path;
use std::process::Command;

/// A language that hostile programs are written in.
pub struct Language {
    pub id: &'static str,
    pub extension: &'static str,
    /// What stands before each program.
    before: &'static str,
    /// Whether programs of it need processes of their own.
    pub forks: bool,
    /// Whether each item must have a program of it, or a reason why it has none.
    pub is_asked: bool,
}

impl Language {
    /// A whole program.
    pub fn program(&self, text: &str) -> String {
        format!("{}\n{text}\n", self.before)
    }

    /// A whole program that reaches for nobody.
    pub fn program_alone(&self, text: &str) -> String {
        let program = self.program(text);
        program.replace("{server}", "0").replace("{victim}", "0")
    }
}

/// All of them; those that are asked come first, and no others are tried but with
/// `LIVECODING_TEST_ALL`, or where an item is written for them alone.
pub const LANGUAGES: [Language; 12] = [
    asked("lua", "lua", LUA),
    asked("ruby", "rb", RUBY),
    Language {
        forks: true,
        ..asked("sh", "sh", SHELL)
    },
    other("builtins", "sh", SHELL),
    Language {
        forks: true,
        ..other("proc", "sh", SHELL)
    },
    other("machine", "sh", ""),
    other("early", "sh", ""),
    other("missing", "sh", ""),
    other("python", "py", PYTHON),
    other("perl", "pl", PERL),
    other("php", "php", PHP),
    other("nodejs", "js", NODE),
];

/// Languages of which few items have a program; tried when all are.
pub const ONLY_WITH_ALL: [&str; 4] = ["python", "perl", "php", "nodejs"];

const fn asked(id: &'static str, extension: &'static str, before: &'static str) -> Language {
    Language {
        id,
        extension,
        before,
        forks: false,
        is_asked: true,
    }
}

const fn other(id: &'static str, extension: &'static str, before: &'static str) -> Language {
    Language {
        is_asked: false,
        ..asked(id, extension, before)
    }
}

pub fn named(id: &str) -> &'static Language {
    let mut all = LANGUAGES.iter();
    all.find(|it| it.id == id).expect("a language of ours")
}

const RUBY: &str = r##"$VERBOSE = nil
def says(what) = Engine.send("says #{what}")
def tells(name = nil)
  before = name ? "#{name} " : ""
  says("#{before}got #{yield.inspect[0, 200]}")
rescue NoMemoryError, SystemStackError, ScriptError, StandardError => error
  says("#{before}#{error.class.name.split('::').last}")
end
def server = Integer('{server}')
def victim = Integer('{victim}')
"##;

const LUA: &str = r"function says(what) return Engine.send('says ' .. what) end
local CODES = { [1] = 'EPERM', [2] = 'ENOENT', [11] = 'EAGAIN', [12] = 'ENOMEM', [13] = 'EACCES', [17] = 'EEXIST',
  [18] = 'EXDEV', [20] = 'ENOTDIR', [21] = 'EISDIR', [24] = 'EMFILE', [27] = 'EFBIG', [28] = 'ENOSPC', [30] = 'EROFS' }
function tells(try)
  local ran, value, why, code = pcall(try)
  if not ran then says('error') elseif value then says('got ' .. tostring(value))
  else says(CODES[code] or tostring(why)) end
end";

const SHELL: &str = r#"echo 'ready {"revision":2}' >&4; read -r program <&3
send() { printf 'none\nstart\n%s\ninsert\n' "$1" >&4; read -r answer <&3; echo close >&4; }
says() { send "says ${1//$'\n'/ }"; }
outcome() {
  case $1 in
    *'Permission denied'*) says EACCES ;; *'Operation not permitted'*) says EPERM ;;
    *'No such file'*) says ENOENT ;; *'Read-only file system'*) says EROFS ;;
    *'No such process'*) says ESRCH ;; *'cross-device'*|*'Invalid cross'*) says EXDEV ;;
    *'No space left'*) says ENOSPC ;; *'File too large'*) says EFBIG ;;
    *'Too many open files'*) says EMFILE ;; *'Not a directory'*) says ENOTDIR ;;
    *) says "error ${1:0:200}" ;;
  esac
}
tells() {
  local text
  if text=$(eval "$1" 2>&1); then says "got ${text:0:200}"; else outcome "$text"; fi
}
"#;

const PYTHON: &str = r"import errno, os, sys
def says(what): Engine.send(f'says {what}')
def tells(attempt):
    try: says(f'got {attempt()!r}'[:200])
    except OSError as error: says(errno.errorcode.get(error.errno, 'OSError'))
    except Exception as error: says(type(error).__name__)
";

const PERL: &str = r#"use Errno; use POSIX ();
sub says { Engine->send("says $_[0]") }
sub tells {
  my ($attempt) = @_; $! = 0;
  my $got = eval { $attempt->() };
  if (defined $got) { says("got $got") } else { says((grep { $!{$_} } keys %!)[0] // 'error') }
}
"#;

const PHP: &str = r#"<?php
function says($what) { Engine::send("says $what"); }
function tells($attempt) {
  error_clear_last();
  $got = @$attempt();
  if ($got !== false && $got !== null) { says('got ' . substr(json_encode($got), 0, 200)); return; }
  $why = error_get_last()['message'] ?? 'error';
  foreach (['EACCES' => 'Permission denied', 'EPERM' => 'Operation not permitted', 'ENOENT' => 'No such file',
    'EROFS' => 'Read-only'] as $name => $text) if (strpos($why, $text) !== false) { says($name); return; }
  says('error ' . $why);
}
"#;

const NODE: &str = r"const fs = require('fs'), child_process = require('child_process');
const says = (what) => Engine.send(`says ${what}`);
const tells = (attempt) => {
  try { says(`got ${String(attempt())}`.slice(0, 200)); } catch (error) { says(error.code ?? error.name); }
};
";

/// Builds the interpreter of the language `machine`, and gives its path. A program of it is the
/// name of what it shall do.
pub fn machine_code(folder: &Path) -> String {
    let source = folder.join("machine.c");
    let binary = folder.join("machine");
    std::fs::write(&source, MACHINE).unwrap();
    let built = Command::new("cc")
        .args(["-O1", "-w", "-pthread", "-o"])
        .args([&binary, &source])
        .output()
        .expect("a C compiler");
    assert!(built.status.success(), "{built:?}");
    binary.display().to_string()
}

const MACHINE: &str = include_str!("machine.c");
