//! The native protocol: sessions that survive, and programs under control.

mod console;
mod control;
mod doors;
mod ends;
mod errors;
mod live;
mod players;
mod queue;
mod resume;
mod schema;
mod stages;

/// A program of three commands in each language, the second one in a function; and its lines.
const THREE: &[(&str, &str)] = &[
    (
        "ruby",
        "def go\n  Engine.send('{\"action\":\"b\"}')\nend\nEngine.send('{\"action\":\"a\"}')\ngo\n1.times { Engine.send('{\"action\":\"c\"}') }",
    ),
    (
        "python",
        "def go():\n    Engine.send('{\"action\":\"b\"}')\n\nEngine.send('{\"action\":\"a\"}')\ngo()\nfor i in range(1): Engine.send('{\"action\":\"c\"}')",
    ),
    (
        "php",
        "<?php function go() {\n  Engine::send('{\"action\":\"b\"}');\n}\nEngine::send('{\"action\":\"a\"}');\ngo();\nforeach ([1] as $i) { Engine::send('{\"action\":\"c\"}'); }",
    ),
    (
        "nodejs",
        "function go() {\n  Engine.send('{\"action\":\"b\"}');\n}\nEngine.send('{\"action\":\"a\"}');\ngo();\n[1].forEach(() => { Engine.send('{\"action\":\"c\"}'); });",
    ),
    (
        "perl",
        "sub go {\n  Engine->send('{\"action\":\"b\"}');\n}\nEngine->send('{\"action\":\"a\"}');\ngo();\nfor my $i (1) { Engine->send('{\"action\":\"c\"}'); }",
    ),
    (
        "javascript",
        "function go() {\n  Engine.send('{\"action\":\"b\"}');\n}\nEngine.send('{\"action\":\"a\"}');\ngo();\n[1].forEach(() => { Engine.send('{\"action\":\"c\"}'); });",
    ),
    (
        "lua",
        "local function go()\n  Engine.send('{\"action\":\"b\"}')\nend\nEngine.send('{\"action\":\"a\"}')\ngo()\nfor i = 1, 1 do Engine.send('{\"action\":\"c\"}') end",
    ),
    (
        "typescript",
        "function go(): void {\n  Engine.send('{\"action\":\"b\"}');\n}\nEngine.send('{\"action\":\"a\"}');\ngo();\n[1].forEach(() => { Engine.send('{\"action\":\"c\"}'); });",
    ),
    (
        "scheme",
        "(define (go)\n  (engine-send \"{\\\"action\\\":\\\"b\\\"}\") 1)\n\n(engine-send \"{\\\"action\\\":\\\"a\\\"}\")\n(begin (go) 1)\n(for-each (lambda (it) (engine-send \"{\\\"action\\\":\\\"c\\\"}\")) '(1))",
    ),
    (
        "r",
        "go <- function() {\n  Engine$send('{\"action\":\"b\"}')\n}\nEngine$send('{\"action\":\"a\"}')\ngo()\nfor (i in 1) Engine$send('{\"action\":\"c\"}')",
    ),
    (
        "go",
        "package main; func step() {\n\tEngine.Send(`{\"action\":\"b\"}`)\n}\nfunc main() { Engine.Send(`{\"action\":\"a\"}`)\n\tstep()\n\tfor range []int{1} { Engine.Send(`{\"action\":\"c\"}`) } }",
    ),
    (
        "java",
        "class Main { static void go() {\n    Engine.send(\"{\\\"action\\\":\\\"b\\\"}\");\n  }\n  public static void main(String[] a) { Engine.send(\"{\\\"action\\\":\\\"a\\\"}\");\n    go();\n    for (int i : new int[] {1}) Engine.send(\"{\\\"action\\\":\\\"c\\\"}\"); } }",
    ),
    (
        "bash",
        "go() {\n  Engine.send '{\"action\":\"b\"}'\n}\nEngine.send '{\"action\":\"a\"}'\ngo\nfor i in 1; do Engine.send '{\"action\":\"c\"}'; done",
    ),
    (
        "tcl",
        "proc go {} {\n  Engine::send {{\"action\":\"b\"}}\n}\nEngine::send {{\"action\":\"a\"}}\ngo\nforeach i 1 { Engine::send {{\"action\":\"c\"}} }",
    ),
    (
        "c",
        "static void go(void) {\n  engine_send(\"{\\\"action\\\":\\\"b\\\"}\");\n}\nint main(void) { engine_send(\"{\\\"action\\\":\\\"a\\\"}\");\n  go();\n  for (int i = 0; i < 1; i++) engine_send(\"{\\\"action\\\":\\\"c\\\"}\"); }",
    ),
    (
        "cpp",
        "static void go() {\n  engine::send(\"{\\\"action\\\":\\\"b\\\"}\");\n}\nint main() { engine::send(\"{\\\"action\\\":\\\"a\\\"}\");\n  go();\n  for (int i = 0; i < 1; i++) engine::send(\"{\\\"action\\\":\\\"c\\\"}\"); }",
    ),
];
