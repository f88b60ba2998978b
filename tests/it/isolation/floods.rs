//! Floods: what is printed without end ends by its limit, and what is printed is text.

use super::matrix::Group;
use super::row::{Expected, Row, ends, is_stopped, lives_on, says};

/// What a run may print here, in bytes; some programs print half of it.
const OUTPUT: (&str, &str) = ("LIVECODING_RUN_OUTPUT_BYTES_PER_RUN", "4000000");
const FLOODS: Group = Group {
    settings: &[OUTPUT],
    at_once: 4,
    ..Group::new("floods")
};
/// What a script in a page would be, and colours of a terminal.
const MARKUP: &str = "<script>alert(1)</script>";
const ANSI: &str = "\u{1b}[31m";
const SEE_SHELL: &str = "see the shell, which speaks the protocol by itself";
const NO_CHANNEL: &str = "Lua reaches no descriptor by its number";

#[tokio::test]
async fn a_flood_ends_by_its_limit() {
    let flooded = || ends(&["limit/output"]);
    let rows = [
        flood("standard output, line by line", "out", "\\n", 1000),
        flood("standard output, short lines", "out", "\\n", 10),
        flood("standard output without a line end", "out", "", 1000),
        flood("standard error, line by line", "err", "\\n", 1000),
        flood("standard error without a line end", "err", "", 1000),
        Row::new("both in turn", flooded())
            .lua("local x = string.rep('x', 1000) while true do io.stdout:write(x) io.stdout:flush() io.stderr:write(x) end")
            .ruby("x = 'x' * 1000\nloop { STDOUT.write(x); STDERR.write(x) }")
            .sh("x=$(printf %1000s)\nwhile :; do printf %s \"$x\"; printf %s \"$x\" >&2; done")
            .program("builtins", "printf -v x %1000s\nwhile :; do printf %s \"$x\"; printf %s \"$x\" >&2; done"),
        Row::new("empty lines", flooded())
            .lua("while true do print() end")
            .ruby("loop { puts }")
            .sh("yes ''"),
        // What stands there is no protocol, whatever it looks like.
        Row::new("words of the protocol", flooded().commands(0))
            .lua("while true do print('none\\nstart\\nforged\\ninsert\\nclose') end")
            .ruby("loop { puts \"none\\nstart\\nforged\\ninsert\\nclose\"; warn 'none' }")
            .sh("while :; do printf 'none\\nstart\\nforged\\ninsert\\nclose\\n'; echo none >&2; done")
            .program("builtins", "while :; do printf 'none\\nstart\\nforged\\ninsert\\nclose\\n'; echo none >&2; done"),
        Row::new("NUL bytes", flooded())
            .lua("local x = string.rep('\\0', 1000) while true do io.write(x) end")
            .ruby("x = \"\\0\" * 1000\nloop { STDOUT.write(x) }")
            .sh("cat /dev/zero"),
        Row::new("invalid UTF-8", flooded())
            .lua("local x = string.rep('\\xff', 1000) while true do io.write(x) end")
            .ruby("x = \"\\xff\".b * 1000\nloop { STDOUT.write(x) }")
            .sh("x=$(printf '\\377\\376\\303%.0s' {1..300})\nwhile :; do printf %s \"$x\"; done"),
        Row::new("noise", flooded())
            .not("lua", "see invalid UTF-8")
            .ruby("random = Random.new(1)\nloop { STDOUT.write(random.bytes(10_000)) }")
            .sh("cat /dev/urandom"),
    ];
    FLOODS.holds(&rows).await;
}

#[tokio::test]
async fn a_flood_of_who_never_reads_ends_too() {
    let rows = [
        Row::new(
            "an answer that is never read",
            ends(&["limit/output"]).commands(1),
        )
        .not("lua", SEE_SHELL)
        .ruby(unread("loop { puts 'x' * 1000 }"))
        .sh(format!("{UNREAD}while :; do echo \"$x\"; done"))
        .program("builtins", format!("{UNREAD}while :; do echo \"$x\"; done")),
        Row::new("commands that await no answer", ends(&["error"]))
            .not("lua", SEE_SHELL)
            .ruby(raw(
                "loop { CHANNEL.syswrite(\"none\\nstart\\nx\\ninsert\\n\") }",
            ))
            .sh("while :; do printf 'none\\nstart\\nx\\ninsert\\n'; done >&4")
            .program(
                "builtins",
                "while :; do printf 'none\\nstart\\nx\\ninsert\\n'; done >&4",
            ),
        Row::new("lines of nothing on the channel", ends(&["error"]))
            .not("lua", NO_CHANNEL)
            .ruby(raw("loop { CHANNEL.syswrite(\"\\n\" * 1000) }"))
            .sh("while :; do echo; done >&4")
            .program("builtins", "while :; do echo; done >&4"),
        // Nothing that a run may not do: its client is told, and the next command tells no more.
        Row::new(
            "asking for input without end",
            is_stopped().or_ends(&["error", "limit"]),
        )
        .not("lua", NO_CHANNEL)
        .ruby(raw(
            "Engine.send('going')\nloop { CHANNEL.syswrite(\"input {}\\n\" * 100) }",
        ))
        .sh("send going\nwhile :; do echo 'input {}'; done >&4")
        .program(
            "builtins",
            "send going\nwhile :; do echo 'input {}'; done >&4",
        ),
    ];
    FLOODS.holds(&rows).await;
}

#[tokio::test]
async fn who_prints_much_and_less_than_the_limit_finishes() {
    // Which part of the text reaches its client depends on its room: only the run is held to its end.
    let much = lives_on;
    let rows = [
        Row::new("a lot on standard output", much())
            .lua("for i = 1, 20000 do print(string.rep('x', 99)) end print('the last line') says('alive')")
            .ruby("20_000.times { puts 'x' * 99 }\nputs 'the last line'\nsays('alive')")
            .sh("yes \"$(printf %99s)\" | head -n 20000; echo 'the last line'; says alive"),
        Row::new("a lot on standard error", much())
            .lua("for i = 1, 20000 do io.stderr:write(string.rep('x', 99), '\\n') end io.stderr:write('the last line\\n') says('alive')")
            .ruby("20_000.times { STDERR.puts 'x' * 99 }\nSTDERR.puts 'the last line'\nsays('alive')")
            .sh("yes \"$(printf %99s)\" | head -n 20000 >&2; echo 'the last line' >&2; says alive"),
        Row::new("a lot without a line end", much())
            .lua("for i = 1, 2000 do io.write(string.rep('x', 1000)) end print('the last line') says('alive')")
            .ruby("2_000.times { print 'x' * 1000 }\nputs 'the last line'\nsays('alive')")
            .sh("x=$(printf %1000s); for i in {1..2000}; do printf %s \"$x\"; done; echo 'the last line'; says alive"),
    ];
    FLOODS.holds(&rows).await;
}

#[tokio::test]
async fn what_is_printed_arrives_as_text() {
    let rows = [
        Row::new("standard output", printed())
            .lua("print('\\0|\\27[31m|<script>alert(1)</script>|\\xff|') says('alive')")
            .ruby("puts \"\\0|\\e[31m|<script>alert(1)</script>|\\xff|\"\nsays('alive')")
            .sh("printf '\\0|\\33[31m|<script>alert(1)</script>|\\377|\\n'; says alive"),
        Row::new("standard error", printed())
            .lua("io.stderr:write('\\0|\\27[31m|<script>alert(1)</script>|\\xff|\\n') says('alive')")
            .ruby("STDERR.puts \"\\0|\\e[31m|<script>alert(1)</script>|\\xff|\"\nsays('alive')")
            .sh("printf '\\0|\\33[31m|<script>alert(1)</script>|\\377|\\n' >&2; says alive"),
        Row::new("a command", says(&["\0|\u{1b}[31m|<script>alert(1)</script>|\u{fffd}|"]))
            .lua("says('\\0|\\27[31m|<script>alert(1)</script>|\\xff|')")
            .ruby("says(\"\\0|\\e[31m|<script>alert(1)</script>|\\xff|\")")
            .sh("printf 'none\\nstart\\nsays \\0|\\33[31m|<script>alert(1)</script>|\\377|\\ninsert\\n' >&4; read -r answer <&3; echo close >&4"),
        Row::new("an error", ends(&["error"]).prints(&["[31m", MARKUP, "\u{fffd}|"]))
            .lua("error('|\\27[31m|<script>alert(1)</script>|\\xff|', 0)")
            .ruby("raise \"\\e[31m|<script>alert(1)</script>|\\xff|\"")
            .sh("printf '\\33[31m|<script>alert(1)</script>|\\377|\\n' >&2; exit 1"),
        Row::new("a character in pieces", says(&["✓"]).prints(&["✓ü|"]))
            .lua("for byte in ('✓ü|'):gmatch('.') do io.write(byte) io.flush() end says('✓')")
            .ruby("'✓ü|'.each_byte { |it| STDOUT.syswrite(it.chr) }\nsays('✓')")
            .sh("for byte in 342 234 223 303 274 174; do printf \"\\\\$byte\"; done; says ✓"),
    ];
    Group::new("text").holds(&rows).await;
}

/// Printing on a stream, in pieces of so many bytes and with this after each.
fn flood(name: &'static str, stream: &str, end: &str, bytes: usize) -> Row {
    let to = if stream == "err" { " >&2" } else { "" };
    let ruby = stream.to_uppercase();
    let shell = |fill: &str| {
        let end = end.replace('\\', "\\\\");
        format!("{fill}\nwhile :; do printf \"%s{end}\" \"$x\"; done{to}")
    };
    Row::new(name, ends(&["limit/output"]))
        .lua(format!("local x = string.rep('x', {bytes}) .. '{end}' while true do io.std{stream}:write(x) end"))
        .ruby(format!("x = 'x' * {bytes} + \"{end}\"\nloop {{ STD{ruby}.write(x) }}"))
        .sh(shell(&format!("x=$(printf %{bytes}s)")))
        .program("builtins", shell(&format!("printf -v x %{bytes}s")))
}

fn printed() -> Expected {
    lives_on().prints(&["\0|", ANSI, MARKUP, "\u{fffd}|"])
}

/// The shell has sent a command whose answer stays where it is.
const UNREAD: &str = "printf -v x %1000s\nprintf 'none\\nstart\\nx\\ninsert\\n' >&4\n";

fn unread(then: &str) -> String {
    raw(&format!(
        "CHANNEL.syswrite(\"none\\nstart\\nx\\ninsert\\n\")\n{then}"
    ))
}

/// A program in Ruby that writes to the engine's channel by itself.
fn raw(program: &str) -> String {
    format!("CHANNEL = IO.for_fd(4, 'w', autoclose: false)\n{program}")
}
