// The Node.js engine: gives a program `Engine.send`, which hands a command to the game and returns its answer.

/** The game refused a command; the message says why. */
class CommandRefused extends Error {
  name = 'CommandRefused';
}

const Engine = (() => {
  'use strict';

  const fs = require('node:fs');
  const { Buffer, process } = globalThis; // A script's own `var process` would replace the global one.
  const { parse, stringify } = JSON;
  const BINDINGS = 'bindings.js';
  const STACK_DEPTH = 8;
  const USUAL_FRAMES = STACK_DEPTH + 2; // Where the learner's are nearly always; a frame costs half a microsecond.
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
    #answers = lines(0);

    command(text) {
      write(2, 'none\n');
      write(1, `start\n${text}\ninsert\n`);
      const answer = this.#answers.next().value ?? '';
      write(1, 'close\n');
      return answer.replace(/\r$/, '');
    }
  }

  /** Revision 2: two descriptors of the engine's own; the standard streams are the learner's. */
  class Descriptors {
    #input = lines(Number(process.env.LIVECODING_ENGINE_IN));
    #output = Number(process.env.LIVECODING_ENGINE_OUT);
    #sources;

    run() {
      const version = process.versions.node;
      this.#write(`ready {"revision":2,"language":"nodejs","version":"${version}","capabilities":[]}\n`);
      blockStandardStreams();
      silenceImportWarning();
      const program = this.#receive().body;
      if (program.seed !== null) Math.random = seeded(program.seed);
      process.on('uncaughtException', (error) => this.#report(error));
      this.#sources = new Sources(program);
      this.#sources.evaluate();
    }

    command(text) {
      const start = /[\r\n]/.test(text) ? `start json\n${json(text)}` : `start\n${text}`;
      this.#write(`none ${this.#sources.none()}\n${start}\ninsert\n`);
      const { word, body } = this.#receive();
      this.#write('close\n');
      if (word === 'answer') return body;
      const refusal = new CommandRefused(body.text);
      Error.captureStackTrace(refusal, engine.send);
      throw refusal;
    }

    #receive() {
      const line = this.#input.next().value ?? 'stop';
      const space = line.indexOf(' ');
      const word = line.slice(0, space);
      if (word !== 'program' && word !== 'answer' && word !== 'refuse') quit();
      return { word, body: parse(line.slice(space + 1)) };
    }

    #write(text) {
      try {
        write(this.#output, text);
      } catch {
        quit(); // Nobody is there.
      }
    }

    #report(error) {
      // A handler of the learner's own decides, as it does without us.
      if (process.listenerCount('uncaughtException') > 1) return;
      this.#write(`error ${json(report(error, this.#sources))}\n`);
      process.exit(1);
    }
  }

  /** The files of a run: evaluates them, and tells the learner's from the game's. */
  class Sources {
    #program;
    #folder;
    #places = new Map();

    constructor(program) {
      this.#program = program;
      this.#folder = `${fs.realpathSync(program.folder)}/`;
      this.#places.set(program.main, { file: program.main, origin: 'learner' });
      this.#places.set(BINDINGS, { file: BINDINGS, origin: 'game' });
    }

    evaluate() {
      const { main, bindings } = this.#program;
      const path = this.#folder + main;
      this.#defineGlobals(path);
      if (bindings !== null) script(bindings, BINDINGS).runInThisContext();
      let program;
      try {
        program = script(path, main);
      } catch (error) {
        if (!MODULE_SYNTAX.test(error.message)) throw error;
        import(require('node:url').pathToFileURL(path)).catch((reason) => process.nextTick(() => { throw reason; }));
        return;
      }
      program.runInThisContext();
    }

    /** What a module that Node.js runs finds in its scope. */
    #defineGlobals(path) {
      const Module = require('node:module');
      const module = new Module(path, null);
      module.filename = path;
      module.paths = Module._nodeModulePaths(this.#folder);
      process.mainModule = Module._cache[path] = module;
      process.argv[1] = path;
      const names = {
        Engine: engine, CommandRefused, module, exports: module.exports, require: Module.createRequire(path),
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

    /** The name shown for a file, and whose it is. */
    place(name) {
      let place = this.#places.get(name);
      if (place === undefined) {
        const path = name?.startsWith('file:') ? require('node:url').fileURLToPath(name) : name ?? '';
        const file = this.withoutFolder(path);
        place = { file, origin: file === path ? 'engine' : 'learner' };
        this.#places.set(name, place);
      }
      return place;
    }

    withoutFolder(text) {
      return text.replaceAll(`file://${this.#folder}`, '').replaceAll(this.#folder, '');
    }
  }

  /** Scripts, unlike modules, share what they declare: the program sees the bindings' variables. */
  function script(path, filename) {
    const vm = require('node:vm');
    const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new vm.Script(fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), { filename, importModuleDynamically });
  }

  /** That a script may call import() is what Node.js finds experimental; a learner can do nothing about it. */
  function silenceImportWarning() {
    const { emitWarning } = process;
    process.emitWarning = (warning, ...options) => {
      if (!String(warning).startsWith('vm.USE_MAIN_CONTEXT')) emitWarning.call(process, warning, ...options);
    };
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

  /** What is told of an uncaught error, which may be any value. */
  function report(error, sources) {
    const isError = typeof attempt(() => error.stack) === 'string';
    const frames = isError ? stackFrames(error.stack, sources) : [];
    const syntaxError = error instanceof SyntaxError ? syntaxErrorPlace(error.stack, frames[0], sources) : undefined;
    const at = syntaxError ?? frames.find((frame) => frame.origin === 'learner') ?? frames.find((frame) => frame.origin === 'game');
    const raw = attempt(() => printed(error)) ?? '';
    return {
      kind: syntaxError || (error instanceof SyntaxError && !at) ? 'syntax' : 'runtime',
      name: isError ? attempt(() => String(error.name === 'Error' ? error.constructor.name : error.name)) ?? 'Error' : 'Uncaught',
      message: isError ? attempt(() => String(error.message)) ?? '' : raw,
      file: at?.file ?? null, line: at?.line ?? null, column: at?.column ?? null,
      frames: frames.slice(0, REPORTED_FRAMES).map(({ column, ...frame }) => frame),
      raw: sources.withoutFolder(raw).slice(0, RAW_CHARACTERS),
    };
  }

  /** The frames of a trace without our own and those of Node.js below the learner's. */
  function stackFrames(stack, sources) {
    const frames = [];
    for (const [, name, path, line, column] of stack.matchAll(/^ {4}at (?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/gm)) {
      if (path !== __filename) frames.push({ name: name ?? '<anonymous>', line: +line, column: +column, ...sources.place(path) });
    }
    while (frames.at(-1)?.file.startsWith('node:')) frames.pop();
    return frames;
  }

  /**
   * A syntax error's place stands before its trace: file and line, the text of the line, carets.
   * So does that of a `throw`, which the first frame repeats.
   */
  function syntaxErrorPlace(stack, thrown, sources) {
    const [, path, line, before] = /^(.+):(\d+)\n.*\n([ \t]*)\^/.exec(stack) ?? [];
    const { file, origin } = sources.place(path);
    if (origin === 'engine' || (file === thrown?.file && +line === thrown.line)) return undefined;
    return { file, line: +line, column: before.length + 1 };
  }

  /** The error as Node.js prints it, causes and all, without our own frames and those of Node.js. */
  function printed(error) {
    for (let cause = error, depth = 0; cause instanceof Error && depth < REPORTED_FRAMES; cause = cause.cause, depth++) {
      const kept = cause.stack.split('\n').filter((line) => !line.includes(__filename) && !/^ {4}at .*node:(internal|vm)/.test(line));
      cause.stack = kept.join('\n').replace(/^ +throw refusal;\n +\^\n\n/, '');
    }
    const text = require('node:util').inspect(error);
    return error instanceof Error ? text.replace(/^\[([^]*)\]$/, '$1') : text;
  }

  function attempt(question) {
    try {
      return question();
    } catch {
      return undefined; // A getter of the learner's failed.
    }
  }

  function* lines(descriptor) {
    const { StringDecoder } = require('node:string_decoder');
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(64 * 1024);
    let text = '';
    for (let length; (length = whenReady(() => fs.readSync(descriptor, chunk))) > 0;) {
      text += decoder.write(chunk.subarray(0, length));
      for (let end; (end = text.indexOf('\n')) !== -1; text = text.slice(end + 1)) yield text.slice(0, end);
    }
  }

  function write(descriptor, text) {
    for (let bytes = Buffer.from(text); bytes.length > 0;) {
      bytes = bytes.subarray(whenReady(() => fs.writeSync(descriptor, bytes)));
    }
  }

  /** Whoever has the other end of a descriptor may have made it non-blocking. */
  function whenReady(call) {
    for (;;) {
      try {
        return call();
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      }
    }
  }

  function quit() {
    process.removeAllListeners('exit');
    process.exit(0);
  }

  /** Node.js would keep what a pipe does not take at once until the program has nothing else to do. */
  function blockStandardStreams() {
    for (const name of ['stdout', 'stderr']) {
      const { get } = Object.getOwnPropertyDescriptor(process, name);
      let stream;
      const open = () => {
        stream = get.call(process);
        stream._handle?.setBlocking?.(true);
        return stream;
      };
      Object.defineProperty(process, name, { get: () => stream ?? open(), enumerable: true, configurable: true });
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
