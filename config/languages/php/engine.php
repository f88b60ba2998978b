<?php
// The PHP engine: gives a program `Engine::send`, which hands a command to the game and returns its answer.

/** The game refused a command; the message says why. */
class CommandRefused extends RuntimeException
{
    public function __construct(string $message)
    {
        parent::__construct($message);
        foreach ($this->file === __FILE__ ? $this->getTrace() : [] as $caller) {
            if (isset($caller['file']) && $caller['file'] !== __FILE__ && $caller['file'] !== Engine::bindings()) {
                ['file' => $this->file, 'line' => $this->line] = $caller; // The learner knows this place.
                break;
            }
        }
    }
}

final class Engine
{
    private const JSON = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
    private const FATAL = E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR;
    private const MEMORY_EXHAUSTED = '/^(?:Allowed memory size|Out of memory)/';
    private const STACK_DEPTH = 8;
    private const WALKED_FRAMES = 64; // A deep recursion in the bindings must not make a command slow.
    private const REPORTED_FRAMES = 50;
    private const RAW_BYTES = 64 * 1024;
    private const VALUE_BYTES = 64 * 1024;
    private const SHOWN_ITEMS = 100;
    private const SHOWN_DEPTH = 3;

    private static $input;
    private static $output;
    private static string $unsent = ''; // That an instruction is closed travels with what comes next.
    private static bool $stopped = false;
    private static string $folder;
    private static string $main;
    private static ?string $bindings;
    private static bool $isLive = false;
    private static bool $isIdle = false;
    private static ?int $instruction = null; // The number of the one that runs.
    private static array $globals; // Names of the variables that it found, and
    private static string $name; // the one that is being handed on.

    /**
     * Hands the command to the game and waits for its answer.
     * A command that is no string travels as its JSON text.
     */
    public static function send($command): string
    {
        $text = is_string($command) ? self::utf8($command) : json_encode($command, self::JSON | JSON_THROW_ON_ERROR);
        if (self::$input === null) {
            return self::sendByStandardStreams($text);
        }
        if (self::$stopped) {
            exit(0);
        }
        $start = strpbrk($text, "\r\n") === false ? "start\n$text" : "start json\n" . self::json($text);
        $none = self::none(debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, self::WALKED_FRAMES));
        self::write("none $none\n$start\ninsert\n");
        [$word, $body] = self::receive();
        self::$unsent = "close\n";
        if ($word === 'refuse') {
            throw new CommandRefused((string) ($body->text ?? ''));
        }
        return $body;
    }

    /** Revision 1: the program's own standard streams, as in a terminal. */
    private static function sendByStandardStreams(string $text): string
    {
        fwrite(STDERR, "none\n");
        fwrite(STDOUT, "start\n$text\ninsert\n");
        $answer = rtrim((string) fgets(STDIN), "\r\n");
        fwrite(STDOUT, "close\n");
        return $answer;
    }

    /** Revision 2: two descriptors of the engine's own; the standard streams are the learner's. */
    public static function start(): void
    {
        self::$input = fopen('php://fd/' . getenv('LIVECODING_ENGINE_IN'), 'r');
        self::$output = fopen('php://fd/' . getenv('LIVECODING_ENGINE_OUT'), 'w');
        self::write('ready {"revision":2,"language":"php","version":"' . PHP_VERSION . '","capabilities":["instruction","live"]}' . "\n");
        if (getenv('LIVECODING_MEMORY_BYTES') !== false) {
            ini_set('memory_limit', (string) intdiv((int) getenv('LIVECODING_MEMORY_BYTES') * 6, 7)); // PHP itself needs some too.
        }
        [, $program] = self::receive();
        self::$folder = realpath($program->folder) . DIRECTORY_SEPARATOR;
        self::$main = $program->main;
        self::$isLive = ($program->mode ?? null) === 'live';
        self::$bindings = $program->bindings === null ? null : realpath($program->bindings);
        if ($program->seed !== null) {
            mt_srand((int) $program->seed);
        }
        foreach (['PHP_SELF', 'SCRIPT_NAME', 'SCRIPT_FILENAME', 'PATH_TRANSLATED'] as $name) {
            $_SERVER[$name] = self::$main;
        }
        $GLOBALS['argc'] = $_SERVER['argc'] = 1;
        $GLOBALS['argv'] = $_SERVER['argv'] = [self::$main];
        set_exception_handler(static function (Throwable $error): void {
            self::report(self::describe($error));
            self::idle();
            exit(255);
        });
        register_shutdown_function(static fn () => self::shutDown());
    }

    public static function bindings(): ?string
    {
        return self::$bindings;
    }

    public static function main(): string
    {
        return self::$folder . self::$main;
    }

    private static function receive(): array
    {
        for (;;) {
            [$word, $body] = self::next();
            if ($word === 'answer' || $word === 'refuse' || $word === 'program') {
                return [$word, $body];
            }
            if ($word !== 'instruction') {
                self::quit();
            }
            self::instruct($body);
        }
    }

    private static function next(): array
    {
        do {
            $line = fgets(self::$input);
        } while ($line === false && !feof(self::$input)); // A signal may interrupt the wait.
        [$word, $body] = explode(' ', rtrim((string) $line, "\n"), 2) + ['', ''];
        return [$word, json_decode($body)];
    }

    private static function write(string $lines): void
    {
        $text = self::$unsent . $lines;
        self::$unsent = '';
        while ($text !== '') {
            $written = @fwrite(self::$output, $text);
            if (!$written) {
                self::quit();
            }
            $text = substr($text, $written);
        }
    }

    private static function quit(): void
    {
        self::$stopped = true;
        exit(0);
    }

    /** Registered before any of the learner's shutdown functions, so an exit here keeps them from running. */
    private static function shutDown(): void
    {
        if (self::$stopped) {
            exit(0);
        }
        $error = error_get_last();
        if ($error !== null && $error['type'] & self::FATAL) {
            ini_set('memory_limit', '-1'); // It may be what has been exhausted.
            self::fail(self::describeFatal($error));
        }
    }

    /** PHP has left the program, and all that may have been waiting in it, but its variables are there. */
    private static function fail(array $report): void
    {
        $wasInstructed = self::$instruction !== null;
        if ($wasInstructed) {
            self::tellResult(['error' => $report]);
        }
        if (!$wasInstructed || !self::$isIdle) {
            self::report($report);
        }
        self::idle();
    }

    /** In mode live the program does not end with its last line, nor with an uncaught error. */
    public static function idle(): void
    {
        if (!self::$isLive) {
            return;
        }
        if (!self::$isIdle) {
            self::write("idle {}\n");
        }
        self::$isIdle = true;
        while (([$word, $body] = self::next())[0] === 'instruction') {
            self::instruct($body);
        }
        exit(0);
    }

    private static function instruct(stdClass $instruction): void
    {
        self::$instruction = $instruction->n;
        try {
            $source = preg_replace('/^\s*<\?php\b/', '', $instruction->source);
            $value = self::valueOf($source, "live://$instruction->n");
            $result = ['value' => $value === null ? null : self::shortened(self::shown($value))];
        } catch (Throwable $error) {
            $result = ['error' => self::describe($error)];
        }
        self::tellResult($result);
    }

    private static function tellResult(array $result): void
    {
        self::write('result ' . self::json(['n' => self::$instruction] + $result) . "\n");
        self::$instruction = null;
    }

    /** @return mixed What an expression comes to, or what the instruction returns. */
    private static function valueOf(string $source, string $file)
    {
        if (!in_array('live', stream_get_wrappers(), true)) {
            stream_wrapper_register('live', LiveSource::class);
        }
        self::refuseRedeclaration($source, $file);
        $expression = rtrim($source, "; \t\r\n");
        if (self::isSyntax("static fn() => ($expression\n)", $file)) {
            LiveSource::$text = "<?php return $expression\n;";
        } elseif (self::isSyntax("static function () { $source\n}", $file)) {
            LiveSource::$text = "<?php $source\n;return null;"; // A file that does not return gives 1.
        } else {
            LiveSource::$text = "<?php $source";
        }
        return self::evaluate($file);
    }

    private static function isSyntax(string $function, string $file): bool
    {
        LiveSource::$text = "<?php return $function;"; // It is not called.
        try {
            return (bool) include $file;
        } catch (ParseError $error) {
            return false;
        }
    }

    /**
     * Evaluates the file as if it stood in the main program. It has no variables of its own, for all
     * that are here are the program's.
     *
     * @return mixed
     */
    private static function evaluate()
    {
        self::$globals = array_diff(array_keys($GLOBALS), ['GLOBALS', 'this']);
        foreach (self::$globals as self::$name) {
            global ${self::$name};
        }
        try {
            return include func_get_arg(0);
        } finally {
            foreach (array_diff(array_keys(get_defined_vars()), self::$globals) as self::$name) {
                $GLOBALS[self::$name] = &${self::$name};
            }
            foreach (array_diff(self::$globals, array_keys(get_defined_vars())) as self::$name) {
                unset($GLOBALS[self::$name]);
            }
        }
    }

    /** PHP would end the program for a function or class that exists, and cannot replace it. */
    private static function refuseRedeclaration(string $source, string $file): void
    {
        if (!function_exists('token_get_all')) {
            return;
        }
        $depth = 0;
        $before = null;
        foreach (PhpToken::tokenize("<?php $source") as $token) {
            if ($token->isIgnorable() || $token->text === '&') {
                continue;
            }
            $depth += $token->is(['{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES]) <=> ($token->text === '}');
            if ($depth === 0 && $token->is(T_STRING) && self::isDeclared($before, $token->text)) {
                throw new ErrorException("Cannot redeclare $token->text", 0, E_COMPILE_ERROR, $file, $token->line);
            }
            $before = $token->id;
        }
    }

    private static function isDeclared(?int $kind, string $name): bool
    {
        return $kind === T_FUNCTION ? function_exists($name)
            : in_array($kind, [T_CLASS, T_INTERFACE, T_TRAIT], true) && (class_exists($name) || interface_exists($name) || trait_exists($name));
    }

    /** @param mixed $value */
    private static function shown($value, int $depth = 0): string
    {
        if (!is_array($value) && (!is_object($value) || $value instanceof UnitEnum)) {
            return is_resource($value) ? 'resource(' . get_resource_type($value) . ')' : ltrim(var_export($value, true), '\\');
        }
        $items = is_array($value) ? $value : get_object_vars($value);
        $isList = is_array($value) && array_keys($value) === array_keys(array_keys($value));
        $parts = [];
        foreach ($depth === self::SHOWN_DEPTH ? [] : array_slice($items, 0, self::SHOWN_ITEMS, true) as $key => $item) {
            $name = is_object($value) ? "$key: " : ($isList ? '' : var_export($key, true) . ' => ');
            $parts[] = $name . self::shown($item, $depth + 1);
        }
        $text = implode(', ', count($parts) < count($items) ? [...$parts, '...'] : $parts);
        return is_array($value) ? "[$text]" : get_class($value) . " {{$text}}";
    }

    private static function shortened(string $text): string
    {
        if (strlen($text) <= self::VALUE_BYTES) {
            return $text;
        }
        return preg_replace('/[\xC0-\xFF][\x80-\xBF]*\z/', '', substr($text, 0, self::VALUE_BYTES - 3)) . '…';
    }

    private static function report(array $report): void
    {
        self::write('error ' . self::json($report) . "\n");
    }

    private static function describe(Throwable $error): array
    {
        $calls = $error->getTrace();
        array_unshift($calls, ['file' => $error->getFile(), 'line' => $error->getLine(), 'function' => '']);
        $frames = self::frames($calls);
        $engine = '/^(#\d+) ' . preg_quote(__FILE__, '/') . '\(\d+\): (?:include|Engine::\w+)\(.*?\{main\}/ms';
        $raw = preg_replace($engine, '$1 {main}', "PHP Fatal error:  Uncaught $error");
        return self::error($error instanceof CompileError ? 'syntax' : 'runtime', get_class($error), $error->getMessage(), $frames, $raw);
    }

    /** Describes an error that PHP does not throw, such as exhausted memory; it keeps no trace of the calls. */
    private static function describeFatal(array $error): array
    {
        $kind = $error['type'] & (E_PARSE | E_COMPILE_ERROR) ? 'syntax' : 'runtime';
        $kind = preg_match(self::MEMORY_EXHAUSTED, $error['message']) ? 'limit' : $kind;
        $raw = "PHP Fatal error:  {$error['message']} in {$error['file']} on line {$error['line']}";
        return self::error($kind, 'Fatal error', $error['message'], self::frames([$error + ['function' => '']]), $raw);
    }

    private static function error(string $kind, string $name, string $message, array $frames, string $raw): array
    {
        $origins = array_column($frames, 'origin');
        $innermost = array_search('learner', $origins, true);
        $at = $frames[$innermost === false ? array_search('game', $origins, true) : $innermost] ?? null;
        return [
            'kind' => $kind, 'name' => $name, 'message' => self::withoutFolders($message),
            'file' => $at['file'] ?? null, 'line' => $at['line'] ?? null, 'column' => null,
            'frames' => array_slice($frames, 0, self::REPORTED_FRAMES),
            'raw' => substr(self::withoutFolders($raw), 0, self::RAW_BYTES),
        ];
    }

    private static function withoutFolders(string $text): string
    {
        $bindings = self::$bindings === null ? self::$folder : dirname(self::$bindings) . DIRECTORY_SEPARATOR;
        return str_replace([self::$folder, $bindings, 'live://'], ['', '', 'live#'], $text);
    }

    /** The learner's own frames, innermost first, as the JSON object that opens an instruction. */
    private static function none(array $calls): string
    {
        $stack = [];
        foreach (self::frames($calls) as ['name' => $name, 'file' => $file, 'line' => $line, 'origin' => $origin]) {
            if ($origin === 'learner') {
                $stack[] = ['name' => $name, 'file' => $file, 'line' => $line];
                if (count($stack) === self::STACK_DEPTH) {
                    break;
                }
            }
        }
        return $stack ? self::json(['line' => $stack[0]['line'], 'file' => $stack[0]['file'], 'stack' => $stack]) : '{}';
    }

    /** Turns PHP's calls, which tell where a function was called, into frames, which tell where it stands. */
    private static function frames(array $calls): array
    {
        $frames = [];
        foreach ($calls as $depth => $call) {
            if ($call['function'] === 'instruct' && ($call['class'] ?? '') === self::class) {
                break; // Below are those of the program that waits.
            }
            if (!isset($call['file']) || $call['file'] === __FILE__) {
                continue;
            }
            [$file, $line, $origin] = self::place($call['file'], $call['line']);
            $function = $calls[$depth + 1]['function'] ?? 'include';
            $isMain = in_array($function, ['include', 'include_once', 'require', 'require_once'], true)
                || ($calls[$depth + 1]['class'] ?? '') === self::class; // Where an instruction did not parse.
            $name = $isMain ? '{main}' : $function;
            $frames[] = ['name' => $name, 'file' => $file, 'line' => $line, 'origin' => $origin];
        }
        return $frames;
    }

    /** The name and line shown for a place, and whose it is. */
    private static function place(string $file, int $line): array
    {
        if (strpos($file, "eval()'d code") !== false && preg_match('/^(.+?)\((\d+)\) : /', $file, $evaluated)) {
            [, $file, $line] = $evaluated;
        }
        if (strpos($file, 'live://') === 0) {
            return ['live#' . substr($file, 7), (int) $line, 'learner'];
        }
        if (strpos($file, self::$folder) === 0) {
            return [substr($file, strlen(self::$folder)), (int) $line, 'learner'];
        }
        return $file === self::$bindings ? ['bindings.php', (int) $line, 'game'] : [$file, (int) $line, 'engine'];
    }

    private static function json($value): string
    {
        return json_encode($value, self::JSON | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR);
    }

    private static function utf8(string $text): string
    {
        return preg_match('//u', $text) ? $text : json_decode(json_encode($text, JSON_INVALID_UTF8_SUBSTITUTE));
    }
}

/** The instruction that runs, as a file: so it has a name of its own wherever PHP names files. */
final class LiveSource
{
    public static string $text = '';
    public $context;
    private int $at = 0;

    public function stream_open(): bool
    {
        return true;
    }

    public function stream_read(int $count): string
    {
        $part = substr(self::$text, $this->at, $count);
        $this->at += strlen($part);
        return $part;
    }

    public function stream_eof(): bool
    {
        return $this->at >= strlen(self::$text);
    }

    public function stream_stat(): array
    {
        return [];
    }

    public function stream_set_option(): bool
    {
        return false;
    }
}

if (getenv('LIVECODING_ENGINE') !== false) {
    Engine::start();
    if (Engine::bindings() !== null) {
        include Engine::bindings();
    }
    include Engine::main();
    Engine::idle();
}
