//! Every moment at which something can happen to a run.

use super::scene::{Scene, told};
use crate::support::{Client, eventually};

/// A moment of a run, and how it is reached.
pub struct Phase {
    pub name: &'static str,
    texts: &'static [&'static str],
    reached: Reached,
}

/// When a run has come to its phase.
enum Reached {
    /// The texts are accepted.
    Accepted,
    /// Its process is there.
    Started,
    /// Its first start failed, and the next one waits.
    Waits,
    /// Its command `x` is out.
    Asked,
    /// Its command was answered, and it says by the file `here` that it went on.
    Here,
}

impl Phase {
    /// Brings a client of `scene` there.
    pub async fn reach(&self, scene: &Scene) -> Client {
        let (programs, here) = (scene.programs().len(), scene.here());
        let mut client = scene.server.connect().await;
        for text in self.texts {
            client.send(text).await;
            client.expect("OK").await;
        }
        match self.reached {
            Reached::Accepted => (),
            Reached::Started => {
                eventually("it is there", || scene.programs().len() > programs).await;
            }
            Reached::Waits => told(&mut client, "starting it again (1 of 1)").await,
            Reached::Asked => client.expect("x").await,
            Reached::Here => {
                client.expect("x").await;
                client.send("ok").await;
                eventually(&format!("it went on: {}", self.name), || {
                    scene.here() > here
                })
                .await;
                // What is looked for afterwards can be seen.
                assert!(!scene.marked().is_empty(), "{}", self.name);
            }
        }
        client
    }
}

/// A server on which every phase can be reached: a failed start waits for ever.
pub fn scene() -> Scene {
    Scene::with(&[("LIVECODING_RESTART_START_RETRY_MS", "[1000000]")])
}

/// From the first moment to the most stubborn program.
pub const PHASES: &[Phase] = &[
    phase("before the language", &[], Reached::Accepted),
    phase("after the language", &["lua"], Reached::Accepted),
    phase("after the interpreter", &["lua", ""], Reached::Accepted),
    phase("after the program", &["slow", "", ""], Reached::Accepted),
    phase(
        "while the engine starts",
        &["slow", "", ""],
        Reached::Started,
    ),
    phase(
        "before the next start",
        &["raw", "", "exit 1"],
        Reached::Waits,
    ),
    phase(
        "a command is out",
        &["lua", "", "Engine.send('x')"],
        Reached::Asked,
    ),
    phase(
        "a command is out, in revision 1",
        &[
            "raw1",
            "",
            "echo none >&2; printf 'start\\nx\\ninsert\\n'; read -r answer",
        ],
        Reached::Asked,
    ),
    phase(
        "computes",
        &[
            "lua",
            "",
            "Engine.send('x') io.open('here', 'w'):close() while true do end",
        ],
        Reached::Here,
    ),
    phase(
        "computes in native code",
        &[
            "python",
            "",
            "import signal\nsignal.signal(signal.SIGTERM, print)\nEngine.send('x')\nopen('here', 'w')\nsum(range(10 ** 15))",
        ],
        Reached::Here,
    ),
    phase(
        "ignores signals and computes",
        &[
            "python",
            "",
            "import signal\n\
         for s in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}: signal.signal(s, signal.SIG_IGN)\n\
         Engine.send('x')\nopen('here', 'w')\nwhile True: pass",
        ],
        Reached::Here,
    ),
    phase(
        "catches signals and errors and goes on",
        &[
            "ruby",
            "",
            "trap('TERM') { }\nEngine.send('x')\nFile.write('here', '')\n\
         begin; sleep; rescue Exception; retry; end while true",
        ],
        Reached::Here,
    ),
    phase(
        "sleeps",
        &[
            "ruby",
            "",
            "Engine.send('x')\nFile.write('here', '')\nsleep",
        ],
        Reached::Here,
    ),
    phase(
        "has stopped itself",
        &[
            "python",
            "",
            "import os, signal\nEngine.send('x')\nopen('here', 'w')\nos.kill(os.getpid(), signal.SIGSTOP)",
        ],
        Reached::Here,
    ),
    phase(
        "has a child",
        &[
            "python",
            "",
            "import os, subprocess, time\nEngine.send('x')\nsubprocess.Popen(['sleep', '1000'])\n\
         open('here', 'w')\ntime.sleep(1000)",
        ],
        Reached::Here,
    ),
    phase("has a daemon", &["python", "", DAEMON], Reached::Here),
    phase(
        "has children that ignore signals, each in a session of its own",
        &[
            "perl",
            "",
            "$SIG{TERM} = $SIG{HUP} = $SIG{INT} = 'IGNORE';\nEngine->send('x');\nuse POSIX;\n\
         for (1 .. 5) { next if fork; POSIX::setsid(); sleep 1000; exit }\n\
         open my $here, '>', 'here'; sleep 1000;",
        ],
        Reached::Here,
    ),
    phase(
        "has a grandchild that holds its output open",
        &[
            "ruby",
            "",
            "Engine.send('x')\npid = fork { Process.setsid; fork { sleep }; exit! }\nProcess.wait pid\n\
         File.write('here', '')\nsleep",
        ],
        Reached::Here,
    ),
    phase(
        "has a daemon that floods its output",
        &[
            "ruby",
            "",
            "Engine.send('x')\npid = fork { Process.setsid; fork { loop { puts 'y' * 1000 } }; exit! }\n\
         Process.wait pid\nFile.write('here', '')\nsleep",
        ],
        Reached::Here,
    ),
    phase(
        "floods its output",
        &[
            "ruby",
            "",
            "Engine.send('x')\nFile.write('here', '')\nloop { puts 'y' * 1000 }",
        ],
        Reached::Here,
    ),
    phase(
        "floods standard error without line ends",
        &[
            "python",
            "",
            "import sys\nEngine.send('x')\nopen('here', 'w')\nwhile True: sys.stderr.write('y' * 1000)",
        ],
        Reached::Here,
    ),
];

/// The double fork of old.
const DAEMON: &str = "import os, time\n\
    Engine.send('x')\n\
    if os.fork() == 0:\n\
    \x20   os.setsid()\n\
    \x20   if os.fork() == 0:\n\
    \x20       os.chdir('/')\n\
    \x20       for fd in range(3): os.close(fd)\n\
    \x20       time.sleep(1000)\n\
    \x20   os._exit(0)\n\
    os.wait()\n\
    open('here', 'w')\n\
    time.sleep(1000)";

const fn phase(name: &'static str, texts: &'static [&'static str], reached: Reached) -> Phase {
    Phase {
        name,
        texts,
        reached,
    }
}
