//! The engine's protocol, spoken by programs themselves: whatever breaks it ends their run, and
//! whatever does not goes on.

use super::matrix::Group;
use super::row::{Expected, Row, ends, is_stopped, lives_on, says};

const NO_CHANNEL: &str = "Lua reaches no descriptor by its number";

#[tokio::test]
async fn a_program_that_speaks_for_its_engine_harms_its_own_run_alone() {
    let broken = || ends(&["error"]);
    let rows = [
        writing("a second handshake", broken(), "ready {\\\"revision\\\":2}\\n"),
        writing("a start that nothing opened", broken(), "start\\n"),
        writing("a close that nothing opened", broken(), "close\\n"),
        writing("an instruction that is opened twice", broken(), "none\\nnone\\n"),
        writing("an instruction that is closed at once", broken(), "none\\nstart\\nx\\nclose\\n"),
        writing(
            "a command before the answer to another",
            broken(),
            "none\\nstart\\nx\\ninsert\\nnone\\nstart\\nx\\ninsert\\n",
        ),
        writing("a result of no instruction", broken(), "result {}\\n"),
        writing("an opening that is no JSON", broken(), "none {\\n"),
        writing("an opening that is no object", broken(), "none 7\\n"),
        writing("a command that is no JSON", broken(), "none\\nstart json\\n{\\n"),
        writing("a command that is no text", broken(), "none\\nstart json\\n{}\\n"),
        writing("JSON in JSON in JSON", broken(), "$deep"),
        writing("the end, and no end", is_stopped().or_ends(&["error"]), "idle {}\\n"),
        writing("part of a line, then silence", is_stopped(), "none\\nsta"),
        writing("a report that is no JSON, and no end", is_stopped().or_ends(&["error"]), "error {{{\\n"),
        writing("an open instruction, then silence", is_stopped(), "none\\nstart\\n"),
        writing(
            "NUL and no UTF-8 on the channel",
            broken(),
            "none\\nstart\\n\\x00\\xff\\xfe\\ninsert\\n\\x00\\n",
        ),
        Row::new("a line that never ends", broken())
            .not("lua", NO_CHANNEL)
            .ruby(raw("loop { CHANNEL.syswrite('x' * 100_000) }"))
            .sh("while printf '%100000s' x >&4; do :; done")
            .program("builtins", "while printf '%100000s' x >&4; do :; done"),
        Row::new("a command before the handshake", ends(&["start_failed", "error"]))
            .not("lua", NO_CHANNEL)
            .not("ruby", "its engine shakes hands first")
            .not("sh", "see `early`")
            .program("early", "printf 'none\\nstart\\nx\\ninsert\\n' >&4\nread -r answer <&3"),
        Row::new("lines split at every byte", says(&["split ✓"]))
            .not("lua", NO_CHANNEL)
            .ruby(raw("def slowly(text) = text.each_byte { |byte| CHANNEL.syswrite(byte.chr); sleep 0.001 }\nslowly(\"none\\nstart\\nsays split ✓\\ninsert\\n\")\nIO.for_fd(3, autoclose: false).gets\nslowly(\"close\\n\")"))
            .sh(SLOWLY)
            .program("builtins", SLOWLY),
        Row::new("a command without end", ends(&["error"]))
            .lua("Engine.send(string.rep('x', 5000000))")
            .ruby("Engine.send('x' * 5_000_000)")
            .sh("printf 'none\\nstart\\n' >&4\nwhile printf %100000s x >&4; do :; done")
            .program("builtins", "printf 'none\\nstart\\n' >&4\nwhile printf %100000s x >&4; do :; done"),
        Row::new("ending before it reads an answer", ends(&["finished"]).commands(1))
            .not("lua", NO_CHANNEL)
            .ruby(raw("CHANNEL.syswrite(\"none\\nstart\\nx\\ninsert\\n\")\nexit!(0)"))
            .sh("printf 'none\\nstart\\nx\\ninsert\\n' >&4\nexit 0")
            .program("builtins", "printf 'none\\nstart\\nx\\ninsert\\n' >&4\nexit 0"),
    ];
    Group {
        at_once: 6,
        ..Group::new("protocol by hand")
    }
    .holds(&rows)
    .await;
}

#[tokio::test]
async fn what_a_program_closes_is_its_own_matter() {
    let rows = [
        Row::new(
            "closing its side of the channel",
            ends(&["crashed", "finished"]),
        )
        .not("lua", NO_CHANNEL)
        .ruby("IO.for_fd(4).close\nsleep")
        .sh("exec 4>&-\nsleep infinity")
        .program("builtins", "exec 4>&-\nread -r more <&3; read -r more <&3"),
        Row::new("closing the answers' side, and waiting", is_stopped())
            .not("lua", NO_CHANNEL)
            .ruby("Engine.send('going')\nIO.for_fd(3).close\nsleep")
            .sh("send going\nexec 3<&-\nsleep infinity"),
        Row::new("closing its input and going on", lives_on())
            .lua("io.stdin:close() says('alive')")
            .ruby("STDIN.close\nsays 'alive'")
            .sh("exec <&-\nsays alive")
            .program("builtins", "exec <&-\nsays alive"),
        Row::new("closing all that is its own and going on", lives_on())
            .not("lua", "see closing its output")
            .ruby("[STDIN, STDOUT, STDERR].each(&:close)\nsays 'alive'")
            .sh("exec <&- >&- 2>&-\nsays alive")
            .program("builtins", "exec <&- >&- 2>&-\nsays alive"),
    ];
    Group::new("closing").holds(&rows).await;
}

/// Writes this to the channel once it has got going, and then nothing.
fn writing(name: &'static str, expected: Expected, text: &str) -> Row {
    let shell = match text {
        "$deep" => "printf -v deep %50000s\nprintf 'none %s\\n' \"${deep// /[}\" >&4".to_owned(),
        _ => format!("printf '{}' >&4", text.replace("\\\"", "\"")),
    };
    let shell = format!("send going\n{shell}\nwhile read -r more <&3; do :; done");
    let text = match text {
        "$deep" => "none #{'[' * 50_000}\\n",
        text => text,
    };
    // Its engine would tell the end of that instruction together with the next one.
    let going = "Engine.send('going')\nCHANNEL.syswrite(\"close\\n\")";
    let ruby = format!("{going}\nCHANNEL.syswrite(\"{text}\")\nsleep");
    Row::new(name, expected)
        .not("lua", NO_CHANNEL)
        .ruby(raw(&ruby))
        .sh(shell.clone())
        .program("builtins", shell)
}

/// A program in Ruby that writes to the engine's channel by itself.
fn raw(program: &str) -> String {
    format!("CHANNEL = IO.for_fd(4, 'w', autoclose: false)\n{program}")
}

/// Each byte is a write of its own, after a moment in which no answer can come.
const SLOWLY: &str = "LC_ALL=C
slowly() { local i; for ((i = 0; i < ${#1}; i++)); do printf %s \"${1:i:1}\" >&4; read -r -t 0.001 more <&3; done; }
slowly $'none\\nstart\\nsays split ✓\\n'
printf inser >&4
printf t >&4
echo >&4
read -r answer <&3
slowly $'close\\n'
exit 0";
