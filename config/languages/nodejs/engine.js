// The Node.js engine: gives a program `Engine.send`, which hands a command to the game and returns its answer.

/** The game refused a command; the message says why. */
class CommandRefused extends Error {}
Object.defineProperty(CommandRefused.prototype, 'name', { value: 'CommandRefused', writable: true, configurable: true });

const Engine = (() => {
  'use strict';

  const fs = require('node:fs');
  const { Buffer } = globalThis;
  const { parse, stringify } = JSON;
  const LINE_END = 10;
  const STACK_DEPTH = 8;
  const USUAL_FRAMES = 10; // Where the learner's are nearly always; a frame costs half a microsecond.
  const WALKED_FRAMES = 64;
  const REPORTED_FRAMES = 50;
  const RAW_CHARACTERS = 64 * 1024;
  const MODULE_SYNTAX = /import statement outside a module|await is only valid|reserved word|token 'export'|import\.meta/;

  const engine = Object.freeze({
    /**
     * Hands the command to the game and waits for its answer, which is always a string.
     * A command that is no string travels as its JSON text.
     */
    send(command) {
      return conversation.command(typeof command === 'string' ? command : stringify(command) ?? 'null');
    },
  });

  /** Revision 1: the program's own standard streams, as in a terminal. */
  class StandardStreams {
    #input = new LineReader(0);

    command(text) {
      write(2, 'none\n');
      write(1, `start\n${text}\ninsert\n`);
      const answer = (this.#input.next() ?? '').replace(/\r$/, '');
      write(1, 'close\n');
      return answer;
    }
  }

  /** Revision 2: two descriptors of the engine's own; the standard streams are the learner's. */
  class Descriptors {
    #input = new LineReader(Number(process.env.LIVECODING_ENGINE_IN));
    #output = Number(process.env.LIVECODING_ENGINE_OUT);
    #sources;

    run() {
      const version = process.versions.node;
      write(this.#output, `ready {"revision":2,"language":"nodejs","version":"${version}","capabilities":[]}\n`);
      writeStandardStreamsAtOnce();
      allowImport();
      const program = this.#receive().body;
      if (program.seed !== null) Math.random = seeded(program.seed);
      process.on('uncaughtException', (error) => this.#report(error));
      this.#sources = new Sources(program);
      this.#sources.evaluate();
    }

    command(text) {
      const start = /[\r\n]/.test(text) ? `start json\n${json(text)}` : `start\n${text}`;
      write(this.#output, `none ${this.#sources.none()}\n${start}\ninsert\n`);
      const { word, body } = this.#receive();
      write(this.#output, 'close\n');
      if (word === 'answer') return body;
      const refusal = new CommandRefused(body.text);
      Error.captureStackTrace(refusal, engine.send);
      throw refusal;
    }

    #receive() {
      const line = this.#input.next() ?? 'stop';
      const space = line.indexOf(' ');
      const word = line.slice(0, space);
      if (word !== 'program' && word !== 'answer' && word !== 'refuse') quit();
      return { word, body: parse(line.slice(space + 1)) };
    }

    #report(error) {
      // A handler of the learner's own decides, as it does without us.
      if (process.listenerCount('uncaughtException') > 1) return;
      write(this.#output, `error ${json(report(error, this.#sources))}\n`);
      process.exit(1);
    }
  }

  /** The files of a run: evaluates them, and tells the learner's from the game's. */
  class Sources {
    static #BINDINGS = 'bindings.js';
    #folder;
    #main;
    #bindings;
    #places = new Map();

    constructor({ folder, main, bindings }) {
      this.#folder = `${fs.realpathSync(folder)}/`;
      this.#main = main;
      this.#bindings = bindings;
      this.#places.set(main, { file: main, origin: 'learner' });
      this.#places.set(Sources.#BINDINGS, { file: Sources.#BINDINGS, origin: 'game' });
    }

    evaluate() {
      this.#defineGlobals();
      if (this.#bindings !== null) this.#script(this.#bindings, Sources.#BINDINGS).runInThisContext();
      const path = this.#folder + this.#main;
      let program;
      try {
        program = this.#script(path, this.#main);
      } catch (error) {
        if (!MODULE_SYNTAX.test(error.message)) throw error;
        import(require('node:url').pathToFileURL(path)).catch((error) => process.nextTick(() => { throw error; }));
        return;
      }
      program.runInThisContext();
    }

    /** Scripts, unlike modules, share what they declare: the program sees the bindings' variables. */
    #script(path, filename) {
      const vm = require('node:vm');
      const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
      return new vm.Script(fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), { filename, importModuleDynamically });
    }

    #defineGlobals() {
      const Module = require('node:module');
      const path = this.#folder + this.#main;
      const main = new Module(path, null);
      main.filename = path;
      main.paths = Module._nodeModulePaths(this.#folder);
      process.mainModule = Module._cache[path] = main;
      process.argv[1] = path;
      const names = {
        Engine: engine, CommandRefused, module: main, exports: main.exports, require: Module.createRequire(path),
        __filename: path, __dirname: this.#folder.slice(0, -1),
      };
      for (const [name, value] of Object.entries(names)) {
        Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
      }
    }

    /** The learner's own frames, innermost first, as the JSON object that opens an instruction. */
    none() {
      return this.#none(callSites(USUAL_FRAMES)) ?? this.#none(callSites(WALKED_FRAMES)) ?? '{}';
    }

    #none(sites) {
      let innermost;
      let stack = '';
      for (let i = 0, depth = 0; i < sites.length && depth < STACK_DEPTH; i++) {
        const { file, origin } = this.place(sites[i].getFileName());
        if (origin !== 'learner') continue;
        const place = `"file":${stringify(file)},"line":${sites[i].getLineNumber()}`;
        if (depth++ === 0) innermost = place;
        else stack += ',';
        stack += `{"name":${stringify(sites[i].getFunctionName() ?? '<anonymous>')},${place}}`;
      }
      return innermost && `{${innermost},"stack":[${stack}]}`;
    }

    withoutFolder(text) {
      return text.replaceAll(`file://${this.#folder}`, '').replaceAll(this.#folder, '');
    }

    /** The name shown for a file, and whose it is. */
    place(name) {
      let place = this.#places.get(name);
      if (place === undefined) {
        const path = name?.startsWith('file:') ? require('node:url').fileURLToPath(name) : name ?? '';
        const isLearners = path.startsWith(this.#folder);
        place = isLearners ? { file: path.slice(this.#folder.length), origin: 'learner' } : { file: path, origin: 'engine' };
        this.#places.set(name, place);
      }
      return place;
    }
  }

  class LineReader {
    #descriptor;
    #chunk = Buffer.alloc(64 * 1024);
    #at = 0;
    #length = 0;

    constructor(descriptor) {
      this.#descriptor = descriptor;
    }

    /** The next line without its end, or null when there is none. */
    next() {
      let parts; // Of a line longer than what a pipe holds.
      for (;;) {
        const end = this.#chunk.indexOf(LINE_END, this.#at);
        if (end !== -1 && end < this.#length) {
          const start = this.#at;
          this.#at = end + 1;
          if (parts === undefined) return this.#chunk.toString('utf8', start, end);
          return Buffer.concat([...parts, this.#chunk.subarray(start, end)]).toString();
        }
        if (this.#at < this.#length) (parts ??= []).push(Buffer.from(this.#chunk.subarray(this.#at, this.#length)));
        this.#at = 0;
        this.#length = this.#read();
        if (this.#length === 0) return null;
      }
    }

    #read() {
      for (;;) {
        try {
          return fs.readSync(this.#descriptor, this.#chunk);
        } catch (error) {
          if (error.code === 'EOF') return 0;
          if (error.code !== 'EAGAIN') throw error;
          waitAMillisecond();
        }
      }
    }
  }

  function write(descriptor, text) {
    let bytes = Buffer.from(text);
    while (bytes.length > 0) {
      try {
        bytes = bytes.subarray(fs.writeSync(descriptor, bytes));
      } catch (error) {
        if (error.code !== 'EAGAIN') quit();
        waitAMillisecond();
      }
    }
  }

  function waitAMillisecond() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }

  function quit() {
    process.removeAllListeners('exit');
    process.exit(0);
  }

  function callSites(limit) {
    const { prepareStackTrace, stackTraceLimit } = Error;
    Error.prepareStackTrace = (_, sites) => sites;
    Error.stackTraceLimit = limit;
    const trace = {};
    Error.captureStackTrace(trace, engine.send);
    const sites = trace.stack;
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
    return sites;
  }

  /** Node.js would keep what a pipe does not take at once until the program has nothing to do. */
  function writeStandardStreamsAtOnce() {
    for (const name of ['stdout', 'stderr']) {
      const { get, enumerable } = Object.getOwnPropertyDescriptor(process, name);
      let stream;
      const blocking = () => {
        stream = get.call(process);
        stream._handle?.setBlocking?.(true);
        return stream;
      };
      Object.defineProperty(process, name, { get: () => stream ?? blocking(), enumerable, configurable: true });
    }
  }

  /** A program may call import(); that scripts can do so at all is what Node.js calls experimental. */
  function allowImport() {
    const { emitWarning } = process;
    process.emitWarning = (warning, ...options) => {
      if (!String(warning).startsWith('vm.USE_MAIN_CONTEXT_DEFAULT_LOADER')) emitWarning.call(process, warning, ...options);
    };
  }

  /** What is told of an uncaught error, which may be any value. */
  function report(error, sources) {
    const isError = typeof attempt(() => error.stack) === 'string';
    const frames = isError ? stackFrames(error.stack, sources) : [];
    const at = syntaxErrorPlace(error, sources)
      ?? frames.find(({ origin }) => origin === 'learner') ?? frames.find(({ origin }) => origin === 'game');
    const raw = attempt(() => printed(error)) ?? '';
    return {
      kind: at?.kind ?? (error instanceof SyntaxError && at === undefined ? 'syntax' : 'runtime'),
      name: isError ? attempt(() => String(error.name === 'Error' ? error.constructor.name : error.name)) ?? 'Error' : 'Uncaught',
      message: isError ? attempt(() => String(error.message)) ?? '' : raw,
      file: at?.file ?? null, line: at?.line ?? null, column: at?.column ?? null,
      frames: frames.slice(0, REPORTED_FRAMES).map(({ name, file, line, origin }) => ({ name, file, line, origin })),
      raw: sources.withoutFolder(raw).slice(0, RAW_CHARACTERS),
    };
  }

  /** The error as Node.js prints it, causes and all, without our own frames and those of Node.js. */
  function printed(error) {
    for (let cause = error, depth = 0; cause instanceof Error && depth < REPORTED_FRAMES; cause = cause.cause, depth++) {
      const lines = cause.stack.split('\n').filter((line) => !/^ {4}at .*node:(?:internal|vm)/.test(line) && !line.includes(__filename));
      cause.stack = lines.join('\n').replace(/^ +throw refusal;\n +\^\n\n/, '');
    }
    return require('node:util').inspect(error);
  }

  /** The frames of a trace without our own and those of Node.js below the learner's. */
  function stackFrames(stack, sources) {
    const frames = [];
    for (const [, name, path, line, column] of stack.matchAll(/^ {4}at (?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/gm)) {
      if (path !== __filename) frames.push({ name: name ?? '<anonymous>', ...sources.place(path), line: +line, column: +column });
    }
    while (frames.at(-1)?.file.startsWith('node:')) frames.pop();
    return frames;
  }

  /** A syntax error's place stands before its trace: file and line, the text of the line, carets. */
  function syntaxErrorPlace(error, sources) {
    if (!(error instanceof SyntaxError)) return undefined;
    const [, path, line, carets] = /^(.+):(\d+)\n.*\n([ \t]*)\^/.exec(error.stack) ?? [];
    const place = path === undefined ? undefined : sources.place(path);
    if (place === undefined || place.origin === 'engine') return undefined;
    return { kind: 'syntax', ...place, line: +line, column: carets.length + 1 };
  }

  function attempt(question) {
    try {
      return question();
    } catch {
      return undefined; // A getter of the learner's failed.
    }
  }

  /** The JSON text, with U+FFFD for every lone surrogate: other languages read no half characters. */
  function json(value) {
    return stringify(value, (_, item) => (typeof item === 'string' ? Buffer.from(item).toString() : item));
  }

  /** Mulberry32: the same numbers for the same seed. */
  function seeded(seed) {
    return () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
      return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  const inRevision2 = process.env.LIVECODING_ENGINE !== undefined;
  const conversation = inRevision2 ? new Descriptors() : new StandardStreams();
  if (inRevision2) conversation.run();
  return engine;
})();
