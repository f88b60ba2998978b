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

/// A program of three commands in each language, the second one in a function; and its lines.
const THREE: [(&str, &str); 7] = [
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
];
