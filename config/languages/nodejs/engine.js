// The Node.js engine: gives a program `Engine.send`, which hands a command to the game and returns its answer.

/** The game refused a command; the message says why. */
class CommandRefused extends Error {
  name = 'CommandRefused';
}

const Engine = (() => {
  'use strict';

  const fs = require('node:fs');
  const { readFileSync, readSync } = fs;
  // A script's own `var process` or `class Error` would replace the global one.
  const { Buffer, clearTimeout, process, setImmediate, Error, Math, Object, RangeError, String, SyntaxError } = globalThis;
  const { parse, stringify } = JSON;
  const BINDINGS = 'bindings.js';
  const STACK_DEPTH = 8;
  const USUAL_FRAMES = STACK_DEPTH + 2; // Where the learner's are nearly always; a frame costs half a microsecond.
  const WALKED_FRAMES = 64;
  const REPORTED_FRAMES = 50;
  const RAW_CHARACTERS = 64 * 1024;
  const VALUE_BYTES = 64 * 1024;
  const THROW_OF_OURS = /^(?:bindings\.js:\d+\n)? +throw refusal;\n +\^\n\n/;
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
    #timers; // Known in mode live only.
    #unsent = ''; // That an instruction is closed travels with what comes next.
    #isIdle = false;
    #settle; // Tells what the promise came to that an instruction gave.
    #unsettled; // That promise.

    run() {
      const version = process.versions.node;
      this.#write(`ready {"revision":2,"language":"nodejs","version":"${version}","capabilities":["instruction","live","input"]}\n`);
      blockStandardStreams();
      silenceImportWarning();
      announceInput((prompt) => this.#write(`input ${json({ prompt })}\n`));
      const program = this.#receive().body;
      if (program.seed !== null) Math.random = seeded(program.seed);
      process.on('uncaughtException', (error) => this.#report(error));
      if (program.mode === 'live') {
        this.#timers = knownTimers();
        process.on('beforeExit', () => this.#idle());
      }
      this.#sources = new Sources(program);
      this.#sources.evaluate();
    }

    command(text) {
      const start = /[\r\n]/.test(text) ? `start json\n${json(text)}` : `start\n${text}`;
      this.#write(`none ${this.#sources.none()}\n${start}\ninsert\n`);
      const { word, body } = this.#receive();
      this.#unsent = 'close\n';
      if (word === 'answer') return body;
      const refusal = new CommandRefused(body.text);
      Error.captureStackTrace(refusal, engine.send);
      throw refusal;
    }

    #receive() {
      for (;;) {
        const { word, body } = this.#next();
        if (word === 'program' || word === 'answer' || word === 'refuse') return { word, body };
        if (word !== 'instruction') quit();
        this.#instruct(body, false);
      }
    }

    #next() {
      const line = this.#input.next().value ?? 'stop';
      const space = line.indexOf(' ');
      return space === -1 ? { word: line } : { word: line.slice(0, space), body: parse(line.slice(space + 1)) };
    }

    /** The event loop is empty: the program is at its end, or what an instruction began. */
    #idle() {
      this.#settle?.(this.#unsettled); // Nothing is left that could settle it.
      if (!this.#isIdle) this.#write('idle {}\n');
      this.#isIdle = true;
      const { word, body } = this.#next();
      if (word !== 'instruction') process.exit(0);
      setImmediate(() => {}); // So that the loop runs, and comes here again.
      this.#instruct(body, true);
    }

    #instruct({ n, source }, isLoopNext) {
      const evaluated = evaluation(() => this.#sources.instruct(source, `live#${n}`));
      const tell = (settled) => this.#write(`result ${json({ n, ...outcome(settled, this.#sources) })}\n`);
      const promise = evaluated.value;
      if (!require('node:util').types.isPromise(promise)) return tell(evaluated);
      if (!isLoopNext) { // While a command waits no promise can be settled.
        promise.catch((error) => process.stderr.write(`${printed(error)}\n`));
        return tell(evaluated);
      }
      const settle = (settled) => {
        if (this.#settle !== settle) return; // It is too late: the loop was empty.
        this.#settle = undefined;
        tell(settled);
      };
      this.#settle = settle;
      promise.then((value) => settle({ value }), (error) => settle({ error }));
      this.#unsettled = { value: promise };
    }

    #write(lines) {
      const text = this.#unsent + lines;
      this.#unsent = '';
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
      if (this.#timers === undefined) process.exit(1);
      endEverything(this.#timers);
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
      if (bindings !== null) script(text(bindings), BINDINGS).runInThisContext();
      let program;
      try {
        program = script(text(path), main);
      } catch (error) {
        if (!MODULE_SYNTAX.test(error.message)) throw error;
        import(require('node:url').pathToFileURL(path)).catch((reason) => process.nextTick(() => { throw reason; }));
        return;
      }
      program.runInThisContext();
    }

    instruct(source, name) {
      this.#places.set(name, { file: name, origin: 'learner' });
      return evaluateInstruction(source, name);
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
        if (isBelowInstruction(sites[i])) break;
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
  function script(source, filename) {
    const vm = require('node:vm');
    const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new vm.Script(source, { filename, importModuleDynamically });
  }

  function text(path) {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  }

  /** Its frame is where those of an instruction end and those of the waiting program begin. */
  function evaluateInstruction(source, name) {
    return instructionScript(source, name).runInThisContext();
  }

  function isBelowInstruction(site) {
    return site.getFunctionName() === evaluateInstruction.name && site.getFileName() === __filename;
  }

  function aboveInstruction(stack) {
    const end = stack.indexOf(`\n    at ${evaluateInstruction.name} (${__filename}`);
    return end === -1 ? stack : stack.slice(0, end);
  }

  /** As at the prompt of Node.js: braces are an object where they can be, and `await` may stand anywhere. */
  function instructionScript(source, name) {
    const forms = [source];
    if (/^\s*\{[^]*\}\s*$/.test(source)) forms.unshift(`(${source}\n)`);
    if (/\bawait\b/.test(source)) forms.push(`(async () => (${source}\n))()`, `(async () => {${source}\n})()`);
    let problem;
    for (const form of forms) {
      const { value, error } = evaluation(() => script(form, name));
      if (value !== undefined) return value;
      if (form === source) problem = error;
    }
    throw problem;
  }

  function evaluation(question) {
    try {
      return { value: question() };
    } catch (error) {
      return { error };
    }
  }

  function outcome(evaluated, sources) {
    const { value, error } = 'value' in evaluated ? evaluation(() => shown(evaluated.value)) : evaluated;
    return value === undefined ? { error: report(error, sources) } : { value };
  }

  function shown(value) {
    if (value === undefined) return null;
    const text = withoutOurFrames(require('node:util').inspect(value));
    const bytes = Buffer.from(text);
    return bytes.length <= VALUE_BYTES ? text : `${bytes.subarray(0, VALUE_BYTES - 3).toString().replace(/\uFFFD$/, '')}…`;
  }

  /** The timers of the program, so that they can be ended where the process does not end. */
  function knownTimers() {
    const timers = new Set();
    let most = 100;
    for (const name of ['setTimeout', 'setInterval']) {
      const plain = globalThis[name];
      const known = (...parameters) => {
        const timer = plain(...parameters);
        if (timers.add(timer).size > most) {
          for (const other of timers) if (other._destroyed) timers.delete(other);
          most = 2 * timers.size + 100;
        }
        return timer;
      };
      globalThis[name] = Object.defineProperties(known, Object.getOwnPropertyDescriptors(plain));
    }
    return timers;
  }

  function endEverything(timers) {
    timers.forEach((timer) => clearTimeout(timer));
    timers.clear();
    for (const handle of process._getActiveHandles()) handle.fd === 0 ? handle.pause() : handle.unref?.();
  }

  /** Standard input is read by calls that block, or by a stream that somebody listens to. */
  function announceInput(announce) {
    let isAtEnd = false;
    fs.readSync = (descriptor, ...parameters) => {
      if (descriptor !== 0 || isAtEnd) return readSync(descriptor, ...parameters);
      announce('');
      const length = readSync(descriptor, ...parameters);
      isAtEnd = length === 0;
      return length;
    };
    const readAll = (encoding) => {
      const chunks = [];
      const chunk = Buffer.alloc(64 * 1024);
      for (let length; (length = whenReady(() => fs.readSync(0, chunk))) > 0;) chunks.push(Buffer.from(chunk.subarray(0, length)));
      const bytes = Buffer.concat(chunks);
      return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
    };
    fs.readFileSync = (path, options) => {
      if (path !== 0 && path !== '/dev/stdin') return readFileSync(path, options);
      return readAll(typeof options === 'string' ? options : options?.encoding);
    };
    const { get } = Object.getOwnPropertyDescriptor(process, 'stdin');
    let stream;
    const open = () => announceReads(stream = get.call(process), announce);
    Object.defineProperty(process, 'stdin', { get: () => stream ?? open(), enumerable: true, configurable: true });
  }

  function announceReads(stream, announce) {
    const { push, _read } = stream;
    let prompt = '';
    let isTold = false;
    const tell = () => {
      const isWanted = stream.readableFlowing || stream.listenerCount('readable') > 0;
      if (isTold || !isWanted || stream.readableEnded) return;
      isTold = true;
      announce(prompt);
      prompt = '';
    };
    const tellLater = () => void setImmediate(tell); // After what the last line has set off, which may close the stream.
    stream._readableState.highWaterMark = 0; // As a terminal's: a stream that is paused keeps no program running.
    stream.on('resume', tellLater);
    stream._read = (size) => {
      tellLater();
      _read.call(stream, size);
    };
    stream.push = (chunk, encoding) => {
      isTold = chunk === null;
      tellLater();
      return push.call(stream, chunk, encoding);
    };
    let { prototype } = require('node:readline').Interface;
    while (!Object.hasOwn(prototype, 'prompt')) prototype = Object.getPrototypeOf(prototype);
    const ask = prototype.prompt;
    prototype.prompt = function (...parameters) {
      if (this.input === stream) {
        prompt = this.getPrompt();
        isTold = false;
        tellLater();
      }
      return ask.apply(this, parameters);
    };
    return stream;
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
      kind: syntaxError || (error instanceof SyntaxError && !at) ? 'syntax' : isOfMemory(error) ? 'limit' : 'runtime',
      name: isError ? attempt(() => String(error.name === 'Error' ? error.constructor.name : error.name)) ?? 'Error' : 'Uncaught',
      message: isError ? attempt(() => String(error.message)) ?? '' : raw,
      file: at?.file ?? null, line: at?.line ?? null, column: at?.column ?? null,
      frames: frames.slice(0, REPORTED_FRAMES).map(({ column, ...frame }) => frame),
      raw: sources.withoutFolder(raw).slice(0, RAW_CHARACTERS),
    };
  }

  function isOfMemory(error) {
    return error instanceof RangeError && attempt(() => error.message) === 'Array buffer allocation failed';
  }

  /** The frames of a trace without our own and those of Node.js below the learner's. */
  function stackFrames(stack, sources) {
    const frames = [];
    for (const [, name, path, line, column] of aboveInstruction(stack).matchAll(/^ {4}at (?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/gm)) {
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
      cause.stack = withoutOurFrames(aboveInstruction(cause.stack)).replace(THROW_OF_OURS, '');
    }
    const text = require('node:util').inspect(error);
    return error instanceof Error ? text.replace(/^\[([^]*)\]$/, '$1') : text;
  }

  function withoutOurFrames(text) {
    return text.split('\n').filter((line) => !line.includes(__filename) && !/^ +at .*node:(internal|vm)/.test(line)).join('\n');
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
    for (let length; (length = whenReady(() => readSync(descriptor, chunk))) > 0;) {
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
