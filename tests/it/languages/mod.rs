//! The seven languages against the real binary: one table of words a language, one test a fact.

mod answers;
mod console;
mod errors;
mod idioms;

use crate::support::{Client, Server};

/// How a language writes what the tests need.
struct Language {
    id: &'static str,
    extension: &'static str,
    /// Sends the expression `%`, whose answer is the value.
    send: &'static str,
    /// Sends 1,000 numbered commands.
    thousand: &'static str,
    /// Assigns the expression `%` to the variable `v`, on a line of its own.
    assign: &'static str,
    /// The variable.
    variable: &'static str,
    /// Raises an error with the text `%`.
    raise: &'static str,
    /// A line that is no syntax.
    no_syntax: &'static str,
    /// An interpreter of one function, `fail`, that raises an error on its line 10.
    failing_game: &'static str,
    /// Calls it.
    call_fail: &'static str,
    /// Prints the text `%` without a line end.
    print: &'static str,
    /// Prints the text `%` on standard error without a line end.
    warn: &'static str,
    /// Ends with status `%`.
    exit: &'static str,
    /// Prints 100 MB.
    flood: &'static str,
    /// Catches an error of `%` and sends `caught`.
    rescue: &'static str,
}

const LANGUAGES: [Language; 7] = [
    Language {
        id: "ruby",
        extension: "rb",
        send: "Engine.send(%)",
        thousand: "1000.times { |i| Engine.send(\"move #{i}\") }",
        assign: "v = %",
        variable: "v",
        raise: "raise '%'",
        no_syntax: "def (",
        failing_game: "\n\n\n\n\n\n\n\ndef fail_now\n  raise 'oh'\nend",
        call_fail: "fail_now",
        print: "print \"%\"",
        warn: "$stderr.print \"%\"",
        exit: "exit %",
        flood: "100.times { print 'y' * 1_000_000 }",
        rescue: "begin; %; rescue => e; Engine.send('caught'); end",
    },
    Language {
        id: "python",
        extension: "py",
        send: "Engine.send(%)",
        thousand: "for i in range(1000): Engine.send(f'move {i}')",
        assign: "v = %",
        variable: "v",
        raise: "raise Exception('%')",
        no_syntax: "def (",
        failing_game: "\n\n\n\n\n\n\n\ndef fail_now():\n  raise Exception('oh')",
        call_fail: "fail_now()",
        print: "print(\"%\", end='')",
        warn: "import sys; sys.stderr.write(\"%\")",
        exit: "import sys; sys.exit(%)",
        flood: "for i in range(100): print('y' * 1000000, end='')",
        rescue: "try: %\nexcept Exception: Engine.send('caught')",
    },
    Language {
        id: "php",
        extension: "php",
        send: "Engine::send(%);",
        thousand: "for ($i = 0; $i < 1000; $i++) Engine::send(\"move $i\");",
        assign: "$v = %",
        variable: "$v",
        raise: "throw new Exception('%');",
        no_syntax: "function (",
        failing_game: "\n\n\n\n\n\n\n\nfunction fail_now() {\n  throw new Exception('oh'); }",
        call_fail: "fail_now();",
        print: "echo \"%\";",
        warn: "fwrite(STDERR, \"%\");",
        exit: "exit(%);",
        flood: "for ($i = 0; $i < 100; $i++) echo str_repeat('y', 1000000);",
        rescue: "try { % } catch (Exception $e) { Engine::send('caught'); }",
    },
    Language {
        id: "nodejs",
        extension: "js",
        send: "Engine.send(%);",
        thousand: "for (let i = 0; i < 1000; i++) Engine.send(`move ${i}`)",
        assign: "let v = %",
        variable: "v",
        raise: "throw new Error('%');",
        no_syntax: "function (",
        failing_game: "\n\n\n\n\n\n\n\nfunction fail_now() {\n  throw new Error('oh'); }",
        call_fail: "fail_now()",
        print: "process.stdout.write(\"%\");",
        warn: "process.stderr.write(\"%\");",
        exit: "process.exit(%)",
        flood: "for (let i = 0; i < 100; i++) process.stdout.write('y'.repeat(1000000));",
        rescue: "try { % } catch (e) { Engine.send('caught') }",
    },
    Language {
        id: "javascript",
        extension: "js",
        send: "Engine.send(%);",
        thousand: "for (let i = 0; i < 1000; i++) Engine.send(`move ${i}`)",
        assign: "let v = %",
        variable: "v",
        raise: "throw new Error('%');",
        no_syntax: "function (",
        failing_game: "\n\n\n\n\n\n\n\nfunction fail_now() {\n  throw new Error('oh'); }",
        call_fail: "fail_now()",
        print: "process.stdout.write(\"%\");",
        warn: "process.stderr.write(\"%\");",
        exit: "exit(%)",
        flood: "for (let i = 0; i < 100; i++) process.stdout.write('y'.repeat(1000000));",
        rescue: "try { % } catch (e) { Engine.send('caught') }",
    },
    Language {
        id: "perl",
        extension: "pl",
        send: "Engine->send(%);",
        thousand: "Engine->send(\"move $_\") for 0..999;",
        assign: "my $v = %",
        variable: "$v",
        raise: "die '%';",
        no_syntax: "sub (",
        failing_game: "\n\n\n\n\n\n\n\nsub fail_now {\n  die 'oh'; }",
        call_fail: "fail_now();",
        print: "print \"%\";",
        warn: "print STDERR \"%\";",
        exit: "exit %;",
        flood: "print 'y' x 1000000 for 1..100;",
        rescue: "eval { % 1 } or Engine->send('caught');",
    },
    Language {
        id: "lua",
        extension: "lua",
        send: "Engine.send(%)",
        thousand: "for i = 0, 999 do Engine.send('move ' .. i) end",
        assign: "local v = %",
        variable: "v",
        raise: "error('%')",
        no_syntax: "function (",
        failing_game: "\n\n\n\n\n\n\n\nfunction fail_now()\n  error('oh') end",
        call_fail: "fail_now()",
        print: "io.write(\"%\")",
        warn: "io.stderr:write(\"%\")",
        exit: "os.exit(%)",
        flood: "for i = 1, 100 do io.write(string.rep('y', 1000000)) end",
        rescue: "if not pcall(function() % end) then Engine.send('caught') end",
    },
];

impl Language {
    fn send(&self, expression: &str) -> String {
        self.send.replace('%', expression)
    }

    fn raise(&self, text: &str) -> String {
        self.raise.replace('%', text)
    }

    fn print(&self, text: &str) -> String {
        self.print.replace('%', text)
    }

    fn warn(&self, text: &str) -> String {
        self.warn.replace('%', text)
    }

    /// The answer to `command` as the variable.
    fn ask(&self, command: &str) -> String {
        self.assign.replace('%', &self.send(command))
    }
}

/// Starts `program` and returns the client at its first command.
async fn begin(server: &Server, language: &Language, game: &str, program: &str) -> Client {
    let mut client = server.connect().await;
    client.begin(language.id, game, program).await;
    client
}

/// Plays `program`, every command answered by `ok`, and returns what came, the end included.
async fn frames(server: &Server, language: &Language, game: &str, program: &str) -> Vec<String> {
    let mut client = begin(server, language, game, program).await;
    client.answer_all(|_| "ok".to_owned()).await
}
