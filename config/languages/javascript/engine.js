// The engine of the JavaScript inside the server's binary: engine protocol, revision 2.
//
// The host evaluates this file and calls the function it gives, see src/embedded/javascript.rs.
// A program may redefine anything that it can reach, so what the engine needs later is kept in
// constants first, and methods are called through them.
(function (host) {
  'use strict';

  const ENGINE_FILE = '[engine]';
  const MOST_STACK = 8;
  const MOST_FRAMES = 50;
  const MOST_PLACES = 100;
  const LONGEST_WAIT = 2147483647; // milliseconds
  const MOST_RAW = 16000; // characters, 64 KiB at 4 bytes each

  const PlainError = Error;
  const PlainSyntaxError = SyntaxError;
  const PlainPromise = Promise;
  const { parse, stringify } = JSON;
  const { getOwnPropertyDescriptor, getOwnPropertyNames, getOwnPropertySymbols, getPrototypeOf, keys } = Object;
  const { isArray } = Array;
  const { max, trunc } = Math;
  const now = performance.now.bind(performance);
  const toText = String;
  const toNumber = Number;
  const free = Function.prototype.bind.bind(Function.prototype.call);
  const apply = Reflect.apply;
  const slice = free(String.prototype.slice);
  const indexOf = free(String.prototype.indexOf);
  const lastIndexOf = free(String.prototype.lastIndexOf);
  const startsWith = free(String.prototype.startsWith);
  const replaceAll = free(String.prototype.replaceAll);
  const repeat = free(String.prototype.repeat);
  const wellFormed = free(String.prototype.toWellFormed);
  const join = free(Array.prototype.join);
  const splice = free(Array.prototype.splice);
  const exec = free(RegExp.prototype.exec);
  const isPrototypeOf = free(Object.prototype.isPrototypeOf);
  const functionText = free(Function.prototype.toString);
  const regExpText = free(RegExp.prototype.toString);
  const dateText = free(Date.prototype.toISOString);
  const isPromise = (value) => isPrototypeOf(PlainPromise.prototype, value);
  const then = free(Promise.prototype.then);
  const Known = Map;
  const known = free(Map.prototype.get);
  const keep = free(Map.prototype.set);
  const eachOfMap = free(Map.prototype.forEach);
  const eachOfSet = free(Set.prototype.forEach);
  const limit = getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  const prepare = getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const stackOf = free(getOwnPropertyDescriptor(Error.prototype, 'stack').get);
  const writeLimit = (value) => apply(limit.set, PlainError, [value]);
  const writePrepare = (value) => apply(prepare.set, PlainError, [value]);

  let mainFile = 'main.js';
  let bindingsFile = 'bindings.js';
  let places = new Known();

  // ---- The conversation ----

  class CommandRefused extends Error {
    constructor(text, code) {
      super(text);
      this.code = code;
    }
  }
  Object.defineProperty(CommandRefused.prototype, 'name', { value: 'CommandRefused', configurable: true, writable: true });

  function send(command) {
    const text = wellFormed(typeof command === 'string' ? command : toText(stringify(command) ?? 'null'));
    const oneLine = indexOf(text, '\n') < 0 && indexOf(text, '\r') < 0;
    tell(`none ${place()}\n${oneLine ? `start\n${text}` : `start json\n${stringify(text)}`}\ninsert`);
    let line = host.readLine() ?? 'stop';
    while (startsWith(line, 'instruction ')) {
      instruct(parse(slice(line, 12)), false);
      line = host.readLine() ?? 'stop';
    }
    if (startsWith(line, 'answer ')) {
      unsent = 'close\n';
      return toText(parse(slice(line, 7)));
    }
    if (startsWith(line, 'refuse ')) {
      unsent = 'close\n';
      const refusal = parse(slice(line, 7));
      throw new CommandRefused(refusal.text, refusal.code);
    }
    host.exit(line === 'stop' ? 0 : 1);
  }

  let unsent = ''; // That an instruction is closed travels with what comes next.

  function tell(lines) {
    const text = `${unsent}${lines}\n`;
    unsent = '';
    if (!host.write(text)) host.exit(0);
  }

  // Where the command was given: `{}` or the learner's own frames, innermost first. A program
  // gives most of its commands in few places, so what was read from a stack is kept.
  function place() {
    const prepared = apply(prepare.get, PlainError, []);
    const limited = apply(limit.get, PlainError, []);
    if (prepared !== undefined) writePrepare(undefined);
    if (limited !== MOST_FRAMES) writeLimit(MOST_FRAMES);
    const stack = stackOf(new PlainError());
    if (limited !== MOST_FRAMES) writeLimit(limited);
    if (prepared !== undefined) writePrepare(prepared);
    let text = known(places, stack);
    if (text === undefined) {
      text = placeOf(framesOf(stack, MOST_STACK, 'learner'));
      if (places.size >= MOST_PLACES) places = new Known();
      keep(places, stack, text);
    }
    return text;
  }

  function placeOf(frames) {
    if (frames.length === 0) return '{}';
    const { line, file } = frames[0];
    const stack = [];
    for (let i = 0; i < frames.length; i += 1) {
      const frame = frames[i];
      stack[i] = { __proto__: null, name: wellFormed(frame.name), file: frame.file, line: frame.line };
    }
    return stringify({ __proto__: null, line, file, stack });
  }

  // Reads a stack as QuickJS writes it: `    at name (file:line:column)`, and without the name
  // and the parentheses for the place of a syntax error.
  function framesOf(stack, most, only) {
    const frames = [];
    let start = 0;
    while (typeof stack === 'string' && start < stack.length && frames.length < most) {
      let end = indexOf(stack, '\n', start);
      if (end < 0) end = stack.length;
      const frame = frameOf(slice(stack, start, end));
      if (frame?.name === 'evaluateInstruction' && frame.file === ENGINE_FILE) break; // Below are those of what waits.
      if (frame !== null && (only === undefined || frame.origin === only)) frames[frames.length] = frame;
      start = end + 1;
    }
    return frames;
  }

  function frameOf(text) {
    if (!startsWith(text, '    at ')) return null;
    const open = lastIndexOf(text, ' (');
    const named = open > 7 && text[text.length - 1] === ')';
    const where = named ? slice(text, open + 2, -1) : slice(text, 7);
    const beforeColumn = lastIndexOf(where, ':');
    const beforeLine = lastIndexOf(where, ':', beforeColumn - 1);
    if (beforeLine <= 0) return null;
    const file = slice(where, 0, beforeLine);
    const name = named ? slice(text, 7, open) : null;
    return {
      __proto__: null,
      name: name === '<eval>' || name === null ? '<main>' : name,
      file,
      line: toNumber(slice(where, beforeLine + 1, beforeColumn)),
      origin: file === mainFile || startsWith(file, 'live#') ? 'learner' : file === bindingsFile ? 'game' : 'engine',
      column: toNumber(slice(where, beforeColumn + 1)),
      bare: !named,
    };
  }

  // ---- An uncaught error ----

  // Gives whether the host goes on.
  function failed(error, trace, memoryIsFull) {
    writePrepare(undefined);
    tell(`error ${stringify(describe(error, trace, memoryIsFull))}`);
    timers = [];
    return isLive;
  }

  function describe(error, trace, memoryIsFull) {
    try {
      return reportOf(error, trace, memoryIsFull);
    } catch {
      return { __proto__: null, kind: 'runtime', name: 'Error', message: 'an error that cannot be shown', file: null, line: null, column: null, frames: [], raw: '' };
    }
  }

  function reportOf(error, trace, memoryIsFull) {
    // Where memory is full there may be none left for the error's own object.
    if (error === null && memoryIsFull) error = new InternalErrorOfMemory('out of memory');
    const isError = isPrototypeOf(PlainError.prototype, error);
    const all = isError ? framesOfError(error) : framesOf(trace, MOST_FRAMES);
    const learner = first(all, 'learner');
    const shown = learner ?? first(all, 'game');
    const { name, message } = isError ? wordsOf(error) : { name: 'Uncaught', message: inspect(error, 0, []) };
    let raw = isError && message !== '' ? `${name}: ${message}` : name;
    if (!isError) raw = `${name} ${message}`;
    const frames = [];
    for (let i = 0; i < all.length && frames.length < MOST_FRAMES; i += 1) {
      const frame = all[i];
      if (frame.origin === 'engine') continue;
      raw += `\n    at ${frame.bare ? '' : `${frame.name} (`}${frame.file}:${frame.line}:${frame.column}${frame.bare ? '' : ')'}`;
      frames[frames.length] = { __proto__: null, name: wellFormed(frame.name), file: frame.file, line: frame.line, origin: frame.origin };
    }
    const isEarly = isPrototypeOf(PlainSyntaxError.prototype, error) && all.length > 0 && all[0] === shown && shown.bare;
    return {
      __proto__: null,
      kind: isEarly ? 'syntax' : name === 'InternalError' && message === 'out of memory' ? 'limit' : 'runtime',
      name,
      message: slice(message, 0, MOST_RAW),
      file: shown?.file ?? null,
      line: shown?.line ?? null,
      column: shown?.column ?? null,
      frames,
      raw: slice(wellFormed(raw), 0, MOST_RAW),
    };
  }

  // An error's frames without those of its own constructors, where nothing went wrong. A stack
  // that was captured anew stands in a property of the error's own.
  function framesOfError(error) {
    let frames = framesOf(getOwnPropertyDescriptor(error, 'stack')?.value, MOST_FRAMES);
    if (frames.length === 0) frames = framesOf(stackOf(error), MOST_FRAMES);
    while (frames.length > 0 && isConstructor(frames[0].name, error)) splice(frames, 0, 1);
    return frames;
  }

  function isConstructor(name, error) {
    let prototype = getPrototypeOf(error);
    while (prototype !== null && prototype !== PlainError.prototype) {
      if (nameOfConstructor(prototype) === name) return true;
      prototype = getPrototypeOf(prototype);
    }
    return false;
  }

  function nameOfConstructor(prototype) {
    const constructor = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    const name = constructor && getOwnPropertyDescriptor(constructor, 'name')?.value;
    return typeof name === 'string' && name !== '' ? name : undefined;
  }

  function first(frames, origin) {
    for (let i = 0; i < frames.length; i += 1) {
      if (frames[i].origin === origin) return frames[i];
    }
    return undefined;
  }

  function wordsOf(error) {
    let name = toText(error.name);
    if (name === 'Error') name = toText(error.constructor?.name || name);
    return { name: wellFormed(name), message: wellFormed(toText(error.message)) };
  }

  class InternalErrorOfMemory extends Error {}
  Object.defineProperty(InternalErrorOfMemory.prototype, 'name', { value: 'InternalError' });

  // ---- The event loop ----

  let program = null;
  let isBegun = false;
  let isLive = false;
  let timers = []; // by time, then by number
  let lastTimer = 0;

  // To catch a value that is no error would lose the host's note of where it was thrown.
  function turn() {
    if (program === null) {
      program = readProgram();
      isLive = program.mode === 'live';
    }
    if (!isLive) return step();
    try {
      return step();
    } catch (error) {
      if (!isPrototypeOf(PlainError.prototype, error)) throw error;
      failed(error);
      return 0;
    }
  }

  function step() {
    if (!isBegun) {
      isBegun = true;
      begin();
      return 0;
    }
    if (timers.length === 0) return isLive ? idle() : undefined;
    const timer = timers[0];
    const wait = timer.due - now();
    if (wait > 0) return wait;
    splice(timers, 0, 1);
    if (timer.every !== null) schedule(timer, timer.every);
    apply(timer.callback, globalThis, timer.parameters);
    return 0;
  }

  function timer(callback, delay, every, parameters) {
    if (typeof callback !== 'function') throw new TypeError('The callback of a timer must be a function');
    const asked = max(trunc(toNumber(delay)) || 0, 1);
    const wait = asked > LONGEST_WAIT ? 1 : asked; // as browsers and Node do
    const entry = { id: (lastTimer += 1), callback, every: every ? wait : null, parameters, due: 0 };
    schedule(entry, wait);
    return entry.id;
  }

  function schedule(entry, wait) {
    entry.due = now() + wait;
    let at = timers.length;
    while (at > 0 && timers[at - 1].due > entry.due) at -= 1;
    splice(timers, at, 0, entry);
  }

  function clear(id) {
    for (let i = 0; i < timers.length; i += 1) {
      if (timers[i].id === id) {
        splice(timers, i, 1);
        return;
      }
    }
  }

  function readProgram() {
    const line = host.readLine() ?? 'stop';
    if (!startsWith(line, 'program ')) host.exit(line === 'stop' ? 0 : 1);
    return parse(slice(line, 8));
  }

  function begin() {
    mainFile = program.main;
    if (program.seed !== null && program.seed !== undefined) seed(program.seed);
    globalThis.process.argv[1] = `${program.folder}/${mainFile}`;
    if (program.bindings) {
      bindingsFile = slice(program.bindings, lastIndexOf(program.bindings, '/') + 1);
      load(program.bindings, bindingsFile);
    }
    load(`${program.folder}/${mainFile}`, mainFile);
  }

  function load(path, name) {
    const text = host.readFile(path);
    if (text === null) throw new PlainError(`cannot read ${name}`);
    evaluate(text[0] === '\ufeff' ? slice(text, 1) : text, name);
  }

  function evaluate(text, name) {
    const source = replaceAll(text, '\0', '\ufffd'); // QuickJS ends a text at a NUL.
    try {
      return host.evaluate(source, name, 'script');
    } catch (error) {
      const form = otherForm(source);
      if (form === null || !isEarly(error, name)) throw error;
      const result = host.evaluate(source, name, form);
      return form === 'async' ? then(result, ({ value }) => value) : result;
    }
  }

  // Whether it is a syntax error of the text itself: nothing of it has run yet.
  function isEarly(error, name) {
    if (!isPrototypeOf(PlainSyntaxError.prototype, error)) return false;
    const frames = framesOf(stackOf(error), 1);
    return frames.length > 0 && frames[0].bare && frames[0].file === name;
  }

  function otherForm(source) {
    if (exec(/^\s*(?:import\b(?!\s*[(])|export\b)/m, source) !== null) return 'module';
    return exec(/\bawait\b/, source) === null ? null : 'async';
  }

  // Replaces the random generator by one that a seed determines (mulberry32).
  function seed(value) {
    const { imul, floor } = Math;
    let state = floor(value) ^ floor(value / 4294967296);
    Math.random = function random() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  // ---- Live instructions ----

  let isIdle = false;
  let settle = null; // tells the outcome of a promise that an instruction gave

  // The loop is empty: the program is at its end, or what an instruction began.
  function idle() {
    settle?.({ value: 'Promise { <pending> }' }); // Nothing is left that could settle it.
    if (!isIdle) tell('idle {}');
    isIdle = true;
    const line = host.readLine() ?? 'stop';
    if (!startsWith(line, 'instruction ')) host.exit(0);
    instruct(parse(slice(line, 12)), true);
    return 0;
  }

  function instruct({ n, source }, isLoopNext) {
    const tellOutcome = (outcome) => tell(`result ${stringify({ __proto__: null, n, ...outcome })}`);
    let outcome;
    try {
      const value = evaluateInstruction(source, `live#${n}`);
      if (isPromise(value) && isLoopNext) return waitFor(value, tellOutcome);
      if (isPromise(value)) then(value, undefined, logError); // Nothing is settled while a command waits.
      outcome = { value: shown(value) };
    } catch (error) {
      outcome = { error: describe(error) };
    }
    return tellOutcome(outcome);
  }

  function waitFor(promise, tellOutcome) {
    const settled = (outcome) => {
      if (settle !== settled) return; // It is too late: the loop was empty.
      settle = null;
      tellOutcome(outcome);
    };
    settle = settled;
    then(promise, (value) => settled({ value: shown(value) }), (error) => settled({ error: describe(error) }));
  }

  // Its frame is where those of an instruction end. Braces are an object where they can be.
  function evaluateInstruction(source, name) {
    if (exec(/^\s*\{[^]*\}\s*$/, source) !== null) {
      try {
        return evaluate(`(${source}\n)`, name);
      } catch (error) {
        if (!isEarly(error, name)) throw error;
      }
    }
    return evaluate(source, name);
  }

  function shown(value) {
    if (value === undefined) return null;
    const text = wellFormed(inspect(value, 0, []));
    return text.length <= MOST_RAW ? text : `${wellFormed(slice(text, 0, MOST_RAW - 1))}…`;
  }

  // ---- What the program prints and reads ----

  let indent = '';

  function output(toStderr) {
    return function log() {
      const text = format(arguments);
      host.print(toStderr, `${indent === '' ? text : indent + replaceAll(text, '\n', `\n${indent}`)}\n`);
    };
  }

  function write(toStderr) {
    return function write(text) {
      host.print(toStderr, wellFormed(toText(text)));
      return true;
    };
  }

  let isAtEnd = false;

  function readline(prompt) {
    const text = prompt === undefined ? '' : wellFormed(toText(prompt));
    if (text !== '') host.print(false, text);
    if (!isAtEnd) tell(`input ${stringify({ __proto__: null, prompt: text })}`);
    const line = host.readInput() ?? null;
    isAtEnd = line === null;
    return line;
  }

  function exit(status) {
    host.exit(status === undefined ? 0 : trunc(toNumber(status)) & 255);
  }

  // As console.log joins its arguments, with %s, %d, %i, %f, %j, %o, %O and %c in the first.
  function format(values) {
    let text = '';
    let next = 0;
    if (values.length > 1 && typeof values[0] === 'string') {
      text = substitute(values[0], () => (next + 1 < values.length ? { value: values[(next += 1)] } : null));
      next += 1;
    }
    for (let i = next; i < values.length; i += 1) {
      if (i > 0) text += ' ';
      text += typeof values[i] === 'string' ? values[i] : inspect(values[i], 0, []);
    }
    return wellFormed(text);
  }

  function substitute(pattern, take) {
    let text = '';
    let start = 0;
    for (let at = indexOf(pattern, '%'); at >= 0; at = indexOf(pattern, '%', start)) {
      const letter = pattern[at + 1];
      text += slice(pattern, start, at);
      start = at + 2;
      const taken = letter !== '%' && indexOf('sdifjoOc', letter ?? '?') >= 0 ? take() : null;
      if (taken !== null) text += substituted(letter, taken.value);
      else text += letter === '%' ? '%' : `%${letter ?? ''}`;
    }
    return text + slice(pattern, start);
  }

  function substituted(letter, value) {
    if (letter === 'c') return '';
    if (letter === 'j') return toText(stringify(value));
    if (letter === 's' && typeof value === 'string') return value;
    if (letter === 's' || letter === 'o' || letter === 'O') return inspect(value, 0, []);
    if (typeof value === 'bigint') return `${value}n`;
    const number = typeof value === 'symbol' ? NaN : toNumber(value);
    return toText(letter === 'i' ? trunc(number) : number);
  }

  function inspect(value, depth, outer) {
    if (typeof value === 'string') return quoted(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (value === 0 && 1 / value < 0) return '-0';
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return toText(value);
    try {
      return inspectObject(value, depth, outer);
    } catch {
      return '[an object that cannot be shown]';
    }
  }

  function quoted(text) {
    const inner = slice(stringify(text), 1, -1);
    if (indexOf(text, "'") < 0) return `'${replaceAll(inner, '\\"', '"')}'`;
    return `"${inner}"`;
  }

  function inspectObject(value, depth, outer) {
    for (let i = 0; i < outer.length; i += 1) {
      if (outer[i] === value) return '[Circular]';
    }
    const name = nameOf(value);
    if (depth > 2) return isArray(value) ? '[Array]' : `[${name}]`;
    const inside = [];
    for (let i = 0; i < outer.length; i += 1) inside[i] = outer[i];
    inside[outer.length] = value;
    const show = (item) => inspect(item, depth + 1, inside);
    if (isArray(value) || ArrayBuffer.isView(value)) {
      const entries = itemsOf(value, show);
      addProperties(entries, value, show, true);
      const plain = isArray(value) && name === 'Array';
      return brackets(plain ? '' : `${name}(${value.length}) `, '[', entries, ']', depth);
    }
    const { prefix, entries, only } = special(value, name, show);
    addProperties(entries, value, show, false);
    if (only && entries.length === 0) return prefix;
    return brackets(prefix === '' ? prefix : `${prefix} `, '{', entries, '}', depth);
  }

  function nameOf(value) {
    const prototype = getPrototypeOf(value);
    if (prototype === null) return 'Object: null prototype';
    return nameOfConstructor(prototype) ?? 'Object';
  }

  // What stands before an object's properties; `only`: without properties there are no braces.
  function special(value, name, show) {
    const entries = [];
    if (typeof value === 'function') {
      const kind = startsWith(functionText(value), 'class') ? 'class' : 'Function';
      const own = getOwnPropertyDescriptor(value, 'name')?.value;
      const label = typeof own === 'string' && own !== '' ? own : '(anonymous)';
      return { prefix: kind === 'class' ? `[class ${label}]` : `[Function${label === '(anonymous)' ? ' ' : ': '}${label}]`, entries, only: true };
    }
    if (isPrototypeOf(PlainError.prototype, value)) {
      const words = wordsOf(value);
      let text = words.message === '' ? words.name : `${words.name}: ${words.message}`;
      const frames = framesOfError(value);
      for (let i = 0; i < frames.length && i < 10; i += 1) {
        if (frames[i].origin === 'learner') text += `\n    at ${frames[i].name} (${frames[i].file}:${frames[i].line}:${frames[i].column})`;
      }
      return { prefix: text, entries, only: true };
    }
    if (value instanceof Map) {
      eachOfMap(value, (item, key) => { entries[entries.length] = `${show(key)} => ${show(item)}`; });
      return { prefix: `${name}(${entries.length})`, entries, only: false };
    }
    if (value instanceof Set) {
      eachOfSet(value, (item) => { entries[entries.length] = show(item); });
      return { prefix: `${name}(${entries.length})`, entries, only: false };
    }
    if (value instanceof RegExp) return { prefix: regExpText(value), entries, only: true };
    if (value instanceof Date) return { prefix: toNumber(value) === toNumber(value) ? dateText(value) : 'Invalid Date', entries, only: true };
    if (name === 'Object') return { prefix: '', entries, only: false };
    return { prefix: name === 'Object: null prototype' ? `[${name}]` : name, entries, only: false };
  }

  function itemsOf(value, show) {
    const entries = [];
    const most = value.length < 100 ? value.length : 100;
    for (let i = 0; i < most; i += 1) {
      entries[i] = i in value ? show(value[i]) : '<empty>';
    }
    if (value.length > most) entries[most] = `... ${value.length - most} more items`;
    return entries;
  }

  function addProperties(entries, value, show, isList) {
    const names = isList ? namesBesideItems(value) : keys(value);
    for (let i = 0; i < names.length; i += 1) {
      if (i === 200) {
        entries[entries.length] = `... ${names.length - i} more`;
        break;
      }
      const { get, set, value: item } = getOwnPropertyDescriptor(value, names[i]);
      const label = exec(/^[A-Za-z_$][\w$]*$/, names[i]) === null ? quoted(names[i]) : names[i];
      const accessor = get && set ? '[Getter/Setter]' : get ? '[Getter]' : set ? '[Setter]' : null;
      entries[entries.length] = `${label}: ${accessor ?? show(item)}`;
    }
    const symbols = getOwnPropertySymbols(value);
    for (let i = 0; i < symbols.length; i += 1) {
      const property = getOwnPropertyDescriptor(value, symbols[i]);
      if (property.enumerable) entries[entries.length] = `[${toText(symbols[i])}]: ${property.get ? '[Getter]' : show(property.value)}`;
    }
  }

  function namesBesideItems(list) {
    const all = list.length > 1000 ? [] : keys(list);
    const names = [];
    for (let i = 0; i < all.length; i += 1) {
      if (exec(/^\d+$/, all[i]) === null) names[names.length] = all[i];
    }
    return names;
  }

  function brackets(prefix, open, entries, close, depth) {
    if (entries.length === 0) return `${prefix}${open}${close}`;
    const line = join(entries, ', ');
    if (line.length + depth * 2 <= 72 && indexOf(line, '\n') < 0) return `${prefix}${open} ${line} ${close}`;
    const margin = repeat('  ', depth + 1);
    const numbers = open === '[' && entries.length > 6 && line.length / entries.length < 12;
    if (!numbers) return `${prefix}${open}\n${margin}${join(entries, `,\n${margin}`)}\n${repeat('  ', depth)}${close}`;
    let text = `${prefix}${open}`;
    for (let i = 0; i < entries.length; i += 1) {
      if (i > 0) text += ',';
      text += i % 12 === 0 ? `\n${margin}${entries[i]}` : ` ${entries[i]}`;
    }
    return `${text}\n${repeat('  ', depth)}${close}`;
  }

  // ---- What the program sees ----

  const log = output(false);
  const logError = output(true);
  const globals = {
    Engine: { send },
    CommandRefused,
    console: {
      log, info: log, debug: log, dir: (value) => log(value), table: log,
      warn: logError, error: logError, trace: logError,
      assert(holds, ...values) {
        if (!holds) logError('Assertion failed', ...values);
      },
      group(...values) {
        if (values.length > 0) apply(log, undefined, values);
        indent += '  ';
      },
      groupEnd() { indent = slice(indent, 2); },
    },
    print: log,
    readline,
    prompt: readline,
    exit,
    process: { argv: ['javascript', ''], exit, stdout: { write: write(false) }, stderr: { write: write(true) } },
    setTimeout: (callback, delay, ...parameters) => timer(callback, delay, false, parameters),
    setInterval: (callback, delay, ...parameters) => timer(callback, delay, true, parameters),
    setImmediate: (callback, ...parameters) => timer(callback, 0, false, parameters),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  const names = getOwnPropertyNames(globals);
  for (let i = 0; i < names.length; i += 1) {
    Object.defineProperty(globalThis, names[i], { value: globals[names[i]], writable: true, configurable: true });
  }
  writeLimit(MOST_FRAMES);
  tell(`ready ${stringify({ revision: 2, language: 'javascript', version: `QuickJS ${host.version}`, capabilities: ['instruction', 'live', 'input'] })}`);
  return { turn, failed };
});
