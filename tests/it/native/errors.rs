//! The golden errors of every language: what the learner is told, to the exact line.

use serde_json::Value;

use crate::support::{Native, Server};

/// Six programs of a language, each wrong on its line 3 (the last one is called from line 5), with
/// a part of what it is told.
struct Golden {
    language: &'static str,
    file: &'static str,
    undefined: (&'static str, &'static str),
    arguments: (&'static str, &'static str),
    division: (&'static str, &'static str),
    syntax: (&'static str, &'static str),
    recursion: (&'static str, &'static str),
    called: (&'static str, &'static str),
}

const GOLDEN: [Golden; 7] = [
    Golden {
        language: "ruby",
        file: "main.rb",
        undefined: ("\n\nnowhere", "undefined local variable"),
        arguments: ("def f(a) = a\n\nf(1, 2)", "wrong number of arguments"),
        division: ("x = 0\n\n1 / x", "divided by 0"),
        syntax: ("x = 1\n\ny = = 2", "syntax error"),
        recursion: ("def f\n  1\n  f\nend\nf", "stack level too deep"),
        called: ("def f\n  1\n  raise 'oh'\nend\nf", "oh"),
    },
    Golden {
        language: "python",
        file: "main.py",
        undefined: ("\n\nnowhere", "name 'nowhere' is not defined"),
        arguments: (
            "def f(a): return a\n\nf(1, 2)",
            "takes 1 positional argument",
        ),
        division: ("x = 0\n\n1 / x", "division by zero"),
        syntax: ("x = 1\n\ny = = 2", "invalid syntax"),
        recursion: ("def f():\n    x = 1\n    f()\n\nf()", "recursion"),
        called: (
            "def f():\n    x = 1\n    raise ValueError('oh')\n\nf()",
            "oh",
        ),
    },
    Golden {
        language: "php",
        file: "main.php",
        undefined: ("<?php\n\nnowhere();", "undefined function nowhere"),
        arguments: (
            "<?php function f($a) { return $a; }\n\nf();",
            "Too few arguments",
        ),
        division: ("<?php $x = 0;\n\necho intdiv(1, $x);", "Division by zero"),
        syntax: ("<?php $x = 1;\n\n$y = = 2;", "syntax error"),
        recursion: ("<?php function f() {\n  $x = 1;\n  f();\n}\nf();", "memory"),
        called: (
            "<?php function f() {\n  $x = 1;\n  throw new Exception('oh');\n}\nf();",
            "oh",
        ),
    },
    Golden {
        language: "nodejs",
        file: "main.js",
        undefined: ("\n\nnowhere", "nowhere is not defined"),
        arguments: ("const f = 1;\n\nf(1, 2)", "f is not a function"),
        division: ("const x = 0n;\n\n1n / x", "Division by zero"),
        syntax: ("let x = 1\n\nlet y = = 2", "Unexpected token"),
        recursion: ("\n\nfunction f() { return 1 + f(); }\nf();", "call stack"),
        called: (
            "function f() {\n  const x = 1;\n  throw new Error('oh');\n}\nf();",
            "oh",
        ),
    },
    Golden {
        language: "perl",
        file: "main.pl",
        undefined: ("use strict;\n\nnowhere();", "Undefined subroutine"),
        arguments: (
            "sub f ($) { $_[0] }\n\neval 'f(1, 2); 1' or die $@;",
            "Too many arguments",
        ),
        division: ("my $x = 0;\n\nprint 1 / $x;", "division by zero"),
        syntax: ("my $x = 1;\n\nmy $y = = 2;", "syntax error"),
        recursion: (
            "sub f {\n  my $n = shift;\n  $n > 50 ? die 'deep' : f($n + 1);\n}\nf(0);",
            "deep",
        ),
        called: ("sub f {\n  my $x = 1;\n  die 'oh';\n}\nf();", "oh"),
    },
    Golden {
        language: "javascript",
        file: "main.js",
        undefined: ("\n\nnowhere", "nowhere"),
        arguments: ("const f = 1;\n\nf(1, 2)", "not a function"),
        division: ("const x = 0n;\n\n1n / x", "division by zero"),
        syntax: ("let x = 1\n\nlet y = = 2", "unexpected token"),
        recursion: ("\n\nfunction f() { return 1 + f(); }\nf();", "stack"),
        called: (
            "function f() {\n  const x = 1;\n  throw new Error('oh');\n}\nf();",
            "oh",
        ),
    },
    Golden {
        language: "lua",
        file: "main.lua",
        undefined: ("\n\nnowhere()", "nowhere"),
        arguments: ("\n\nstring.rep()", "bad argument #1"),
        division: ("local x = 0\n\nprint(1 // x)", "divide by zero"),
        syntax: ("local x = 1\n\nlocal y = = 2", "unexpected symbol"),
        recursion: (
            "function f()\n  local x = 1\n  return 1 + f()\nend\nf()",
            "stack overflow",
        ),
        called: ("function f()\n  local x = 1\n  error('oh')\nend\nf()", "oh"),
    },
];

#[tokio::test]
async fn each_is_told_with_its_line_and_its_kind() {
    let server = Server::start();
    for golden in &GOLDEN {
        let cases = [
            ("undefined", golden.undefined),
            ("arguments", golden.arguments),
            ("division", golden.division),
            ("recursion", golden.recursion),
            ("called", golden.called),
            ("syntax", golden.syntax),
        ];
        for (name, (program, part)) in cases {
            let error = error_of(&server, golden.language, program).await;
            let which = format!("{} {name}: {error}", golden.language);
            // What is wrong with the call is found in the function, or where it is called.
            let line = error["line"].as_u64();
            let in_function = name == "arguments" && line == Some(1);
            assert!(line == Some(3) || in_function, "{which}");
            assert_eq!(error["file"], golden.file, "{which}");
            let text = format!("{} {}", error["message"], error["raw"]).to_lowercase();
            assert!(text.contains(&part.to_lowercase()), "{which}");
            let kind = match (golden.language, name) {
                (_, "syntax") => "syntax",
                // PHP's stack is bounded by its memory alone.
                ("php", "recursion") => "limit",
                _ => "runtime",
            };
            assert_eq!(error["kind"], kind, "{which}");
            assert!(!error["raw"].as_str().unwrap().contains("/tmp"), "{which}");
            if name == "called" {
                let frames = error["frames"].as_array().unwrap();
                let lines: Vec<_> = frames
                    .iter()
                    .filter(|it| it["origin"] == "learner")
                    .map(|it| it["line"].as_u64().unwrap())
                    .collect();
                assert_eq!(lines, [3, 5], "{which}");
            }
        }
    }
}

async fn error_of(server: &Server, language: &str, program: &str) -> Value {
    let mut client = Native::begin(server).await;
    client.run(language, program).await;
    let error = client.until("program.error").await;
    let ended = client.until("run.ended").await;
    let reason = if error["kind"] == "limit" {
        "limit"
    } else {
        "error"
    };
    assert_eq!(ended["reason"], reason, "{language} {program:?}: {ended}");
    assert_eq!(ended["error"], error);
    error
}
