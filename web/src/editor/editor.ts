/** The editor: CodeMirror with the game's functions, the line that is executed, and errors at their line. */

import { history, indentMore } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type Extension, type StateEffect } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import type { ApiTold } from "livecoding-client";
import { colours } from "./colours.ts";
import { difference, Kept } from "./documents.ts";
import "./editor.css";
import { HereMark, hereExtension } from "./here.ts";
import { keys, leaving, searchKeys, straightQuotes } from "./keys.ts";
import { Functions, known } from "./known.ts";
import { loadTyping, typingHere, typingSoon, type Typing } from "./later.ts";
import { limited } from "./limit.ts";
import { marked, marksExtension } from "./marks.ts";
import { callStyle, modeHere, modeOf } from "./modes.ts";
import type { Mode } from "./modes/mode.ts";
import { knownNames } from "./names.ts";
import { noticeExtension, tellNotice } from "./notice.ts";
import { typedOver } from "./over.ts";
import { needsOwnLine, pushesLine, template, written } from "./snippet.ts";
import type { Editor, EditorOptions, Mark } from "./types.ts";

type Shown = Parameters<Editor["show"]>[0];

const MOST_KEPT = 40;

/** A change that the page made and the learner did not. */
const ofPage = Annotation.define<boolean>();

/** Nothing yet. */
const NONE: Extension = [];

let count = 0;

export function createEditor(options: EditorOptions): Editor {
  return new PageEditor(options);
}

class PageEditor implements Editor {
  readonly #options: EditorOptions;
  readonly #box = document.createElement("div");
  readonly #description = document.createElement("p");
  readonly #around = new Compartment();
  readonly #language = new Compartment();
  readonly #kept = new Kept<{ state: EditorState; scroll: StateEffect<unknown> }>(MOST_KEPT);
  readonly #view: EditorView;
  readonly #here: HereMark;
  #phrases: Readonly<Record<string, string>>;
  #functions = new Functions(null);
  #typing: Extension = NONE;
  #isGone = false;
  #searching: Extension = searchKeys(() => void this.#search());
  #shown: Shown = { key: "", text: "", mode: "", label: "", isReadOnly: false };

  constructor(options: EditorOptions) {
    this.#options = options;
    this.#phrases = options.phrases;
    this.#box.className = "lc-editor";
    count += 1;
    this.#description.id = `lc-editor-${count}`;
    this.#description.hidden = true;
    options.parent.append(this.#box);
    this.#view = new EditorView({ state: this.#begun(""), parent: this.#box });
    this.#box.append(this.#description);
    this.#here = new HereMark(this.#view);
    this.#describe();
  }

  show(shown: Shown): void {
    const before = this.#shown;
    const isOther = before.key !== shown.key;
    this.#shown = shown;
    if (isOther) {
      typingHere()?.closeHelp(this.#view);
      tellNotice(this.#view, null);
      this.#here.forget();
      this.#view.dispatch(marked([]));
      if (before.key !== "") this.#kept.keep(before.key, { state: this.#view.state, scroll: this.#view.scrollSnapshot() });
      const kept = this.#kept.take(shown.key);
      this.#view.setState(kept?.state ?? this.#begun(shown.text));
      if (kept) this.#view.dispatch({ effects: kept.scroll });
    }
    const changes = difference(this.text(), normal(shown.text)) ?? [];
    const effects = [this.#around.reconfigure(this.#surroundings())];
    this.#view.dispatch({ changes, effects, annotations: ofPage.of(true) });
    if (isOther || before.mode !== shown.mode) this.#speak(shown.mode);
  }

  text(): string {
    return this.#view.state.doc.toString();
  }

  markLine(line: number | null): void {
    this.#here.mark(line);
  }

  showMarks(marks: readonly Mark[]): void {
    this.#view.dispatch(marked(marks));
  }

  setApi(api: ApiTold | null): void {
    this.#functions = new Functions(api);
    this.#surround();
  }

  insert(text: string): void {
    const { state } = this.#view;
    if (state.readOnly) return;
    if (text === "\t") {
      indentMore(this.#view);
      return;
    }
    this.#help();
    const closed = text.length === 1 ? typingHere()?.insertBracket(state, text) : null;
    this.#view.dispatch(closed ?? state.update(state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true }));
  }

  insertSnippet(text: string): void {
    const { key } = this.#shown;
    this.#view.focus();
    const typing = typingHere();
    if (typing) {
      this.#fill(text, typing);
      return;
    }
    void typingSoon().then((loaded) => {
      if (this.#isGone || this.#shown.key !== key) return;
      this.#help();
      this.#fill(text, loaded);
    });
  }

  goTo(line: number): void {
    const { doc } = this.#view.state;
    const { from, text } = doc.line(Math.min(Math.max(1, Math.trunc(line) || 1), doc.lines));
    const anchor = from + (/^\s*/.exec(text)?.[0].length ?? 0);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  setPhrases(_lang: string, phrases: Readonly<Record<string, string>>): void {
    this.#phrases = phrases;
    this.#describe();
    this.#surround();
  }

  destroy(): void {
    this.#isGone = true;
    this.#here.destroy();
    this.#view.destroy();
    this.#box.remove();
  }

  #begun(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: this.#extensions() });
  }

  #extensions(): Extension {
    return [
      this.#options.nonce === "" ? [] : EditorView.cspNonce.of(this.#options.nonce),
      lineNumbers(),
      marksExtension,
      hereExtension,
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars({ render: (code) => this.#invisible(code) }),
      history(),
      EditorState.tabSize.of(4),
      EditorView.lineWrapping,
      indentOnInput(),
      bracketMatching(),
      tooltips({ tooltipSpace: spaceInView }),
      colours,
      knownNames,
      straightQuotes,
      typedOver,
      // Its keys go before the editor's own: Tab accepts a suggestion before it indents.
      this.#around.of(this.#surroundings()),
      keys,
      leaving,
      noticeExtension,
      limited(() => tellNotice(this.#view, this.#phrases["too large"] ?? null)),
      EditorView.updateListener.of((update) => {
        const isLearners = update.transactions.some((it) => it.docChanged && it.annotation(ofPage) !== true);
        if (isLearners) this.#options.onChange(this.text());
        if (isLearners || (update.focusChanged && update.view.hasFocus)) this.#help();
      }),
      this.#language.of([]),
    ];
  }

  /** What changes with the page around the document. */
  #surroundings(): Extension {
    const { mode, label, isReadOnly } = this.#shown;
    return [
      EditorState.phrases.of(this.#phrases),
      this.#typing,
      this.#searching,
      known.of({ functions: this.#functions, style: callStyle(mode) }),
      EditorState.readOnly.of(isReadOnly),
      EditorView.contentAttributes.of({
        "aria-label": label,
        tabindex: "0",
        "aria-describedby": this.#description.id,
        ...(isReadOnly ? { "aria-readonly": "true" } : {}),
      }),
    ];
  }

  #surround(): void {
    this.#view.dispatch({ effects: this.#around.reconfigure(this.#surroundings()) });
  }

  /** Brings what helps while typing, if it is not in this editor yet. */
  #help(): void {
    if (this.#typing !== NONE) return;
    void loadTyping().then((loaded) => {
      if (!loaded || this.#isGone || this.#typing !== NONE) return;
      this.#typing = loaded.typing;
      this.#surround();
    });
  }

  /** Types a snippet at the cursor; without places to fill in where what does that could not be loaded. */
  #fill(text: string, typing: Typing | null): void {
    const { state } = this.#view;
    if (state.readOnly) return;
    const { from, to } = state.selection.main;
    const line = state.doc.lineAt(to);
    const before = state.sliceDoc(line.from, to);
    const after = state.sliceDoc(to, line.to);
    const lead = from === to && needsOwnLine(before, after) ? "\n" : "";
    const rest = from === to && pushesLine(before, after) ? "\n" : "";
    if (typing) {
      // It indents the lines of a template like the first.
      typing.snippet(lead + template(text) + rest)(this.#view, null, from, to);
    } else {
      const plain = lead + written(text) + (rest && rest + before);
      this.#view.dispatch(state.update(state.replaceSelection(plain), { userEvent: "input.type", scrollIntoView: true }));
    }
  }

  async #search(): Promise<void> {
    try {
      const loaded = await import("./search.ts");
      this.#searching = loaded.searching;
      this.#surround();
      loaded.openSearchPanel(this.#view);
    } catch {
      // Without network there is no search yet; the next key tries again.
    }
  }

  #speak(name: string): void {
    const here = modeHere(name);
    this.#use(here);
    if (here) return;
    const { key } = this.#shown;
    void modeOf(name).then((mode) => {
      if (this.#shown.key === key && this.#shown.mode === name) this.#use(mode);
    });
  }

  #use(mode: Mode | null): void {
    const extension = mode ? [mode.extension, indentUnit.of(mode.indent)] : [];
    this.#view.dispatch({ effects: this.#language.reconfigure(extension) });
  }

  #describe(): void {
    this.#description.textContent = this.#phrases["how to leave"] ?? "";
  }

  #invisible(code: number): HTMLElement {
    const shown = document.createElement("span");
    shown.className = "cm-specialChar";
    shown.textContent = "•";
    shown.title = `${this.#phrases["Control character"] ?? ""} U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", shown.title);
    return shown;
  }
}

/** Where boxes may stand: what a phone's keyboard leaves free. */
function spaceInView(view: EditorView): { top: number; left: number; bottom: number; right: number } {
  const { documentElement } = view.dom.ownerDocument;
  const seen = window.visualViewport;
  const top = seen?.offsetTop ?? 0;
  return { top, left: 0, right: documentElement.clientWidth, bottom: top + (seen?.height ?? window.innerHeight) };
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
