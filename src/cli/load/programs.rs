//! Programs that play without end, and fail when an answer is not the one for their command.

use std::fmt::Write as _;

/// A program and its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Program {
    pub(super) language: &'static str,
    pub(super) file: &'static str,
    pub(super) text: &'static str,
}

/// The answer to the command of this number.
pub(super) fn answer(number: u64) -> String {
    format!("a{number}")
}

/// One for each language that the load can be of.
const PROGRAMS: [Program; 7] = [
    Program {
        language: "lua",
        file: "main.lua",
        text: r#"
local n = 0
while true do
  n = n + 1
  local answer = Engine.send('{"action":"step","params":[' .. n .. ']}')
  if answer ~= "a" .. n then error("step " .. n .. " was answered " .. tostring(answer)) end
end
"#,
    },
    Program {
        language: "javascript",
        file: "main.js",
        text: JAVASCRIPT,
    },
    Program {
        language: "nodejs",
        file: "main.js",
        text: JAVASCRIPT,
    },
    Program {
        language: "ruby",
        file: "main.rb",
        text: r#"
n = 0
loop do
  n += 1
  answer = Engine.send("{\"action\":\"step\",\"params\":[#{n}]}")
  raise "step #{n} was answered #{answer}" unless answer == "a#{n}"
end
"#,
    },
    Program {
        language: "python",
        file: "main.py",
        text: r#"
n = 0
while True:
    n += 1
    answer = Engine.send('{"action":"step","params":[%d]}' % n)
    if answer != f"a{n}":
        raise ValueError(f"step {n} was answered {answer}")
"#,
    },
    Program {
        language: "php",
        file: "main.php",
        text: r#"
for ($n = 1; ; $n++) {
    $answer = Engine::send('{"action":"step","params":[' . $n . ']}');
    if ($answer !== "a$n") { throw new Exception("step $n was answered $answer"); }
}
"#,
    },
    Program {
        language: "perl",
        file: "main.pl",
        text: r#"
for (my $n = 1; ; $n++) {
    my $answer = Engine->send('{"action":"step","params":[' . $n . ']}');
    die "step $n was answered $answer" if $answer ne "a$n";
}
"#,
    },
];

const JAVASCRIPT: &str = r#"
for (let n = 1; ; n++) {
  const answer = Engine.send('{"action":"step","params":[' + n + ']}')
  if (answer !== 'a' + n) throw new Error(`step ${n} was answered ${answer}`)
}
"#;

/// The program of a language.
///
/// # Errors
///
/// Names the languages that there are.
pub(super) fn endless(language: &str) -> Result<Program, anyhow::Error> {
    let found = PROGRAMS.into_iter().find(|it| it.language == language);
    found.ok_or_else(|| {
        let mut known = String::new();
        for program in PROGRAMS {
            let comma = if known.is_empty() { "" } else { ", " };
            // A string takes everything.
            let _ = write!(known, "{comma}{}", program.language);
        }
        anyhow::anyhow!("there is no load in `{language}`; use one of {known}")
    })
}
