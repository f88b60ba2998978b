//! What programs say, on their output and in commands, and how much of it.

use super::matrix::Group;
use super::row::{Row, ends, lives_on, says};

/// How many tiny commands a program sends, and how many with `LIVECODING_TEST_ALL`.
const COMMANDS: (u64, u64) = (100_000, 1_000_000);

#[tokio::test]
async fn whatever_is_printed_reaches_the_client_as_text() {
    const HOSTILE: &[&str] = &["<script>alert(1)</script>", "\u{1b}[2J", "\u{fffd}", "\0"];
    const MARKUP: &[&str] = &["<script>alert(1)</script>"];
    let ruby = |to: &str| {
        format!(
            "text = \"<script>alert(1)</script>\\e[2J\\xff\\xfe\\0 end\\n\"\n{to}.write(text)\n{to}.flush\nsays 'alive'"
        )
    };
    let lua = |to: &str| {
        format!(
            "{to}:write('<script>alert(1)</script>\\27[2J\\xff\\xfe\\0 end\\n') {to}:flush() says('alive')"
        )
    };
    let shell = |to: &str| {
        format!("printf '<script>alert(1)</script>\\033[2J\\xff\\xfe\\0 end\\n' {to}\nsays alive")
    };
    let rows = [
        Row::new(
            "markup, escapes, NUL and no UTF-8 on its output",
            lives_on().prints(HOSTILE),
        )
        .lua(lua("io.stdout"))
        .ruby(ruby("STDOUT"))
        .sh(shell(""))
        .program("builtins", shell("")),
        Row::new("the same on its standard error", lives_on().prints(HOSTILE))
            .lua(lua("io.stderr"))
            .ruby(ruby("STDERR"))
            .sh(shell(">&2"))
            .program("builtins", shell(">&2")),
        Row::new("the same in an error", ends(&["error"]).prints(MARKUP))
            .lua("error('<script>alert(1)</script>\\27[2J\\xff\\0')")
            .ruby("raise \"<script>alert(1)</script>\\e[2J\\xff\\0\"")
            .sh("printf '<script>alert(1)</script>\\033[2J\\xff\\0\\n' >&2\nexit 1"),
        Row::new(
            "the same in a command",
            says(&["<script>alert(1)</script>\u{1b}[2J…"]),
        )
        .lua("says('<script>alert(1)</script>\\27[2J\\xff')")
        .ruby("says \"<script>alert(1)</script>\\e[2J\\xff\"")
        .sh("says $'<script>alert(1)</script>\\033[2J\\xff'"),
        Row::new(
            "the protocol's words on its output",
            lives_on().prints(&["insert", "start", "none", "close"]),
        )
        .lua("print('none\\nstart\\nx\\ninsert\\nclose') says('alive')")
        .ruby("puts %w[none start x insert close]\nsays 'alive'")
        .sh("printf 'none\\nstart\\nx\\ninsert\\nclose\\n'\nsays alive"),
        Row::new("closing its output and going on", lives_on())
            .lua("io.stdout:close() io.stderr:close() says('alive')")
            .ruby("STDOUT.close\nSTDERR.close\nsays 'alive'")
            .sh("exec >&- 2>&-\nsays alive"),
        Row::new("ending before it reads its input", ends(&["finished"]))
            .lua("print('x')")
            .ruby("puts 'x'")
            .sh("exit 0"),
    ];
    Group::new("printing").holds(&rows).await;
}

#[tokio::test]
async fn floods_end_by_the_limit_of_output() {
    let flood = || ends(&["limit/output"]);
    let rows = [
        Row::new("standard output without end", flood())
            .lua("while true do print('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') end")
            .ruby("loop { puts 'x' * 60 }")
            .sh("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done")
            .program("python", "while True: print('x' * 60)")
            .program("perl", "print 'x' x 60, \"\\n\" while 1;")
            .program("php", "while (true) echo str_repeat('x', 60), \"\\n\";")
            .program("nodejs", "for (;;) fs.writeSync(1, 'x'.repeat(60) + '\\n');"),
        Row::new("standard output without line ends", flood())
            .lua("while true do io.write(string.rep('x', 10000)) end")
            .ruby("loop { print 'x' * 10_000 }")
            .sh("while :; do printf %10000s x; done"),
        Row::new("standard error without end", flood())
            .lua("while true do io.stderr:write('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\n') end")
            .ruby("loop { STDERR.puts 'x' * 60 }")
            .sh("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx >&2; done"),
        Row::new("both at once, from many processes", flood().or_ends(&["limit/processes"]))
            .not("lua", "it makes no processes").not("ruby", "it makes no processes")
            .sh("for i in 1 2 3 4; do while :; do printf %10000s x; printf %10000s x >&2; done & done\nwait"),
    ];
    let settings = &[("LIVECODING_RUN_OUTPUT_BYTES_PER_RUN", "5000000")];
    let group = Group {
        settings,
        at_once: 4,
        ..Group::new("floods")
    };
    group.holds(&rows).await;
}

#[tokio::test]
async fn a_hundred_thousand_commands_are_all_played() {
    let count = if super::is_all() {
        COMMANDS.1
    } else {
        COMMANDS.0
    };
    let all = says(&["done"]).commands(count + 1);
    let row = Row::new("very many tiny commands", all)
        .lua(format!(
            "for i = 1, {count} do Engine.send('x') end says('done')"
        ))
        .not("ruby", "Lua sends more of them")
        .not("sh", "Lua sends more of them");
    Group::new("commands").holds(&[row]).await;
}
